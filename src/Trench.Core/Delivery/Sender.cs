using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Sends what was committed. Routes that tell the user "has been sent" wait a little for the first attempt; logins never wait.</summary>
internal sealed class Sender(Courier courier, IOptions<TrenchOptions> options, TimeProvider clock)
{
    private static readonly Outcome<IReadOnlyDictionary<string, string>> Nothing =
        Outcome.Of<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <summary>Hands the message over and does not wait.</summary>
    public void Send(OutboxMessage? message)
    {
        if (message is not null)
        {
            courier.Hand(message, callerWaits: false);
        }
    }

    /// <summary>
    /// Hands the message over and waits up to SEND_WAIT for its first attempt: a failure is the caller's to hear and the end of the message; no result in time is
    /// good, and the worker goes on. Returns the members the dispatcher wants in the answer.
    /// </summary>
    public async Task<Outcome<IReadOnlyDictionary<string, string>>> SendAndWaitAsync(OutboxMessage? message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return Nothing;
        }

        var longest = options.Value.SendWait;
        var errand = courier.Hand(message, callerWaits: longest > TimeSpan.Zero);
        var delivery = longest > TimeSpan.Zero ? await errand.WaitAsync(longest, clock, cancellationToken) : null;
        return delivery switch
        {
            null => Nothing,
            { Result: DeliveryResult.Sent } => Outcome.Of(delivery.Members),
            { Result: DeliveryResult.Refused } => new Refusal(RefusalKind.DeliveryRefused)
            {
                PublicMessage = delivery.PublicMessage,
                Field = delivery.ConcernsTarget ? "target" : null,
            },
            _ => new Refusal(RefusalKind.DeliveryFailed),
        };
    }
}
