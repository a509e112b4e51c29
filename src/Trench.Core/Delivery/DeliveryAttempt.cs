using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>One attempt to send one message, and what follows from its result.</summary>
internal sealed partial class DeliveryAttempt(
    IOutboxStore outbox,
    MethodSet methods,
    Post post,
    Journal journal,
    NodeName node,
    TrenchTelemetry telemetry,
    TimeProvider clock,
    ILogger<DeliveryAttempt> logger)
{
    /// <summary>Longest time for one attempt, whatever the dispatcher does with its token.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int MostAttempts = 4;
    private const int MostAttemptsOfNotice = 12;

    // What waits for one provider does not come back in step: the first one tries, and the rest follows when it works.
    private const int MostDelayMilliseconds = 5_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private static readonly Delivery TooLate = Delivery.FailedForGood("too late");

    public async Task RunAsync(Errand errand, CancellationToken cancellationToken)
    {
        var row = errand.Message;
        if (row.LeaseUntil < clock.GetUtcNow() + Longest)
        {
            // It waited so long in memory that another node may hold it by the time it is sent.
            return;
        }

        var delivery = clock.GetUtcNow() < row.ExpiresAt ? await SendAsync(row, cancellationToken) : TooLate;
        try
        {
            await SettleAsync(errand, delivery, cancellationToken);
        }
        finally
        {
            // Also when the store is away by now: the caller waits for nothing else.
            errand.Report(delivery);
        }
    }

    private async Task<Delivery> SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        using var span = TrenchTelemetry.Source.StartActivity("trench.delivery");
        span?.SetTag("trench.method", row.Method);
        var started = clock.GetTimestamp();
        var delivery = await DispatchAsync(row, cancellationToken);
        if (delivery.IsPostponed)
        {
            // Nothing was tried. Who keeps failing is told once, by whoever found out.
            return delivery;
        }

        telemetry.Delivered(row.Method, delivery.Result, clock.GetElapsedTime(started));
        if (delivery.Result != DeliveryResult.Sent)
        {
            Log.NotSent(logger, row.Id, row.Method, delivery.Reason);
        }

        return delivery;
    }

    private async Task<Delivery> DispatchAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        if (methods.Find(row.Method) is not AbstractMessageDispatcher dispatcher)
        {
            return Delivery.FailedForGood("the method is not configured any more");
        }

        // No later than it is good for: a provider that takes its time must not take it afterwards.
        var left = row.ExpiresAt - clock.GetUtcNow();
        var longest = left < Longest ? left : Longest;
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return post.Read(row) is { } message
                ? await dispatcher.DispatchAsync(message, either.Token).WaitAsync(longest, clock, cancellationToken)
                : Delivery.FailedForGood("the body was erased");
        }
        catch (DeliveryRefusedException refused)
        {
            return Delivery.Refused(refused.PublicMessage);
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && limit.IsCancellationRequested))
        {
            return Delivery.Failed("no answer in time");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The text of a provider's exception may hold the address, so only its type is kept.
            return Delivery.Failed(exception.GetType().Name);
        }
    }

    private Task SettleAsync(Errand errand, Delivery delivery, CancellationToken cancellationToken) =>
        delivery.Result == DeliveryResult.Sent
            ? outbox.MarkSentAsync(errand.Message.Id, node.Value, cancellationToken)
            : SettleFailureAsync(errand, delivery, cancellationToken);

    private async Task SettleFailureAsync(Errand errand, Delivery delivery, CancellationToken cancellationToken)
    {
        var row = errand.Message;
        // The row already counts the attempt that just failed.
        var again = clock.GetUtcNow() + WaitAfter(delivery, row);
        // A code is wanted now; a notice is worth hours of trying.
        var most = row.ChallengeId is null ? MostAttemptsOfNotice : MostAttempts;
        var retries = delivery.MayRetry && (delivery.IsPostponed || row.Attempts < most) && again < row.ExpiresAt;
        if (errand.CallerHears() || !retries)
        {
            await CommitAsync(
                EventNames.DeliveryAbandoned,
                row,
                delivery,
                [.. TakeBack(row, delivery), new AbandonMessage(row.Id, node.Value)],
                cancellationToken);
        }
        else if (delivery.IsPostponed)
        {
            await outbox.MarkPostponedAsync(row.Id, node.Value, again, cancellationToken);
        }
        else
        {
            await CommitAsync(EventNames.DeliveryFailed, row, delivery, [new RetryMessage(row.Id, node.Value, again)], cancellationToken);
        }
    }

    // All of it or nothing: a node that dies here leaves a message that another one takes when the lease ends.
    private Task<CommitResult> CommitAsync(
        string name, OutboxMessage row, Delivery delivery, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var reason = delivery.Result == DeliveryResult.Refused ? "refused" : delivery.MayRetry ? "temporary" : "permanent";
        var told = journal.Note(name, row.UserId) with { Method = row.Method, ChallengeId = row.ChallengeId, Reason = reason };
        return journal.CommitAsync(changes, [told], cancellationToken);
    }

    private static IEnumerable<Change> TakeBack(OutboxMessage row, Delivery delivery)
    {
        // A refusal concerns the target and stays counted: trying addresses is what the limits are there for.
        var isOwnFault = delivery.MayRetry || ReferenceEquals(delivery, TooLate);
        Change[] forget = row.ChallengeId is { } challengeId ? [new ForgetMessage(challengeId, row.CreatedAt)] : [];
        return [.. forget, .. isOwnFault ? SendLimits.Refund(row) : []];
    }

    private static TimeSpan WaitAfter(Delivery delivery, OutboxMessage row) => delivery switch
    {
        { IsPostponed: true, RetryAfter: { } wait } => wait + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(MostDelayMilliseconds)),
        { RetryAfter: { } wait } => wait,
        _ => Pause(row.Attempts - 1),
    };

    // 1, 3, 9 seconds and so on, each a fifth more or less, so that many messages do not come back in step.
    private static TimeSpan Pause(int retries) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(3, retries), LongestPause.TotalSeconds) * RandomNumberGenerator.GetInt32(80, 121) / 100);

    private static partial class Log
    {
        [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "Message {MessageId} by {Method} was not sent: {Reason}")]
        public static partial void NotSent(ILogger logger, string messageId, string method, string? reason);
    }
}
