using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>Sends codes to phones by what the application named in <c>SEND_MFA_TEXT_FUNC</c>: the method <c>sms</c>.</summary>
internal sealed class DeuxTextDispatcher(SettingSection<DeuxOptions> settings, IServiceProvider services, IOptions<TrenchOptions> options)
    : AbstractMessageDispatcher
{
    /// <summary>The method that is there when the application has a sender of its own.</summary>
    public static readonly MethodSettings Method =
        new(DeuxMethods.Sms, DeuxSettings.Facade, new Dictionary<string, string>()) { Field = DeuxPhone.Member };

    /// <summary>How the engine knows it; the method itself comes with the sender.</summary>
    public static readonly MethodHandler Registration = new(DeuxSettings.Facade, typeof(DeuxTextDispatcher)) { Keys = [] };

    /// <summary>RFC 8176: confirmation by SMS.</summary>
    public override string Amr => "sms";

    /// <inheritdoc />
    public override async Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var make = settings.Value.Texts ?? throw new InvalidOperationException("SEND_MFA_TEXT_FUNC is not set: nothing can send.");
        await make(services).SendAsync(message, cancellationToken);
        return Delivery.Sent();
    }

    /// <summary>The number, when it is one and <c>SMS_COUNTRIES</c> lists its country or lists none.</summary>
    public override string? Canonical(string target) => PhoneNumber.Canonical(target, options.Value.SmsCountries);

    /// <inheritdoc />
    protected override string Mask(string target) => PhoneNumber.Mask(target);
}
