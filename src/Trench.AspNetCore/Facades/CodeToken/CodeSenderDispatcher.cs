using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>Sends codes by what the application named in <c>CODE_SENDER</c>: the method <c>code_sender</c>.</summary>
internal sealed partial class CodeSenderDispatcher(
    SettingSection<CodeTokenOptions> settings, IUserDirectory users, IServiceProvider services, ILogger<CodeSenderDispatcher> logger)
    : AbstractMessageDispatcher
{
    private const string Name = "code_sender";

    /// <summary>The method that is there when the application has a sender of its own.</summary>
    public static readonly MethodSettings Method = new(Name, Name, new Dictionary<string, string>());

    /// <summary>How the engine knows it; the method itself comes with the sender.</summary>
    public static readonly MethodHandler Registration = new(Name, typeof(CodeSenderDispatcher)) { Keys = [] };

    /// <summary>Nobody knows what it sends by, so it proves no possession.</summary>
    public override bool IsSecondFactor => false;

    /// <summary>The sender finds the address by itself; what is kept is whose it is.</summary>
    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult<Outcome<NewFactor>>(new NewFactor(new Factor([], request.User.Id), SentDetails));
    }

    /// <inheritdoc />
    public override async Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var make = settings.Value.Sender ?? throw new InvalidOperationException("CODE_SENDER is not set: nothing can send.");
        if (message.Recipient is null || await users.FindAsync(message.Recipient, cancellationToken) is not { } user)
        {
            return Delivery.FailedForGood("the user is gone");
        }

        try
        {
            await make(services).SendAsync(user, message.Code, cancellationToken);
            return Delivery.Sent();
        }
        catch (Exception fault) when (fault is not DeliveryRefusedException && !cancellationToken.IsCancellationRequested)
        {
            // The engine keeps a provider's text out of the log; this one is the application's own, and somebody must fix it.
            Log.Failed(logger, fault);
            return Delivery.Failed(fault.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "CODE_SENDER failed.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
