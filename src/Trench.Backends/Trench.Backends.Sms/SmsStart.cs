using Microsoft.Extensions.Options;

namespace Trench.Backends.Sms;

/// <summary>
/// Where a gateway is paid for, somebody has said which countries SMS may go to: whoever can name a number could otherwise make the
/// operator pay for it (SMS pumping). The development mailbox costs nothing and needs no list.
/// </summary>
internal sealed class SmsStart : IValidateOptions<TrenchOptions>
{
    private static readonly MethodHandler[] Handlers =
        [TwilioHandler.Registration, SmsApiHandler.Registration, AwsSnsHandler.Registration];

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TrenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.SmsCountries.Count == 0 && options.Methods.Any(Pays)
            ? ValidateOptionsResult.Fail(
                "TRENCH_AUTH:SMS_COUNTRIES: is empty, so anyone could make you pay for SMS to anywhere; "
                + "set the calling codes of your users, as in 48,1.")
            : ValidateOptionsResult.Success;
    }

    private static bool Pays(MethodSettings method) => Handlers.Any(handler => handler.Serves(method) && handler.Missing(method) is null);
}
