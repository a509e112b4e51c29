using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// How many messages go out: to one target, for one user and, where somebody pays for each, for one network address, to one range of
/// numbers and in all. Counted in the commit that queues the message, whichever node, route or facade it comes through.
/// </summary>
internal sealed class SendLimits(
    IMfaStore store, SendKeys keys, Journal journal, MinuteAlarm alarm, IOptions<TrenchOptions> options, TimeProvider clock)
{
    private const string Breaker = "global_breaker";
    private const string Prefix = "sms_prefix";
    private const int PrefixDigits = 4;

    // Whoever proves an address before there is a user chooses that address: nobody may send to a list of them.
    private static readonly Rate ToNobodyPerAddress = new(60, TimeSpan.FromHours(1));

    /// <summary>
    /// What counts a message. Whether a target is a phone is told by its form, so that every channel to a phone is limited alike.
    /// </summary>
    public IEnumerable<Change> Count(OutboxMessage message, string? target, Caller caller)
    {
        foreach (var (key, rates) in Keys(message.UserId, target, caller.Address))
        {
            if (rates.OfType<Rate>().ToList() is { Count: > 0 } limits)
            {
                yield return SendKeys.Count(key, IsBreaker(key) ? null : message.ChallengeId, limits, message.CreatedAt);
            }
        }
    }

    /// <summary>What takes back a message that the sender's side could not send: nobody is to run into a limit because a server was away.</summary>
    public static IEnumerable<Change> Refund(OutboxMessage message) =>
        message.ChallengeId is { } challengeId ? [new RefundSends(challengeId) { CountedAt = message.CreatedAt }] : [];

    /// <summary>
    /// The refusal of a commit that a limit stopped, with an event at most once a minute; null when it was lost by another change.
    /// </summary>
    public async Task<Refusal?> RefusalOfAsync(Change? lost, string? userId, Caller caller, CancellationToken cancellationToken)
    {
        if (lost is not CountSend full)
        {
            return null;
        }

        await alarm.TellAsync(full.Row.Key, Event(full, userId, caller), cancellationToken);
        return new Refusal(RefusalKind.SendCooldown) { RetryAfter = await WaitAsync(full, cancellationToken) };
    }

    // Whoever earns by messages answers them rightly, too: what protects the operator's bill counts what was sent, and nothing takes it back.
    private static bool IsBreaker(string key) => key.Split(':')[0] is Prefix or Breaker;

    private IEnumerable<(string Key, Rate?[] Rates)> Keys(string? userId, string? target, string? address)
    {
        var limits = options.Value.Limits;
        var isPhone = PhoneNumber.TryParse(target, out var number);
        if (target is not null)
        {
            // Almost every host delivers all spellings of a name to one mailbox, and who floods it knows.
            yield return (keys.Of("target", target.ToLowerInvariant()), [limits.SendsPerTarget, isPhone ? limits.DailySmsPerTarget : limits.DailySendsPerTarget]);
        }

        if (userId is not null)
        {
            yield return (keys.Of("user", userId), [limits.SendsPerUser]);
        }

        if (userId is null && !string.IsNullOrEmpty(address))
        {
            yield return (keys.Of("open_ip", AddressKey.Of(address)), [ToNobodyPerAddress]);
        }

        if (number is null)
        {
            yield break;
        }

        if (userId is not null)
        {
            yield return (keys.Of("sms_user", userId), [limits.SmsPerUser]);
        }

        if (!string.IsNullOrEmpty(address))
        {
            yield return (keys.Of("ip", AddressKey.Of(address)), [limits.SmsPerAddress]);
        }

        yield return ($"{Prefix}:" + number[1..(1 + PrefixDigits)], [limits.SmsPerPrefix]);
        yield return (Breaker, [limits.SmsInTotal]);
    }

    private MfaEvent Event(CountSend full, string? userId, Caller caller)
    {
        var parts = full.Row.Key.Split(':');
        return parts[0] switch
        {
            Prefix => journal.Note(EventNames.PrefixThrottled, userId, caller) with { Reason = "+" + parts[1] },
            Breaker => journal.Note(EventNames.GlobalBreaker, userId, caller),
            "ip" => journal.Note(EventNames.AddressThrottled, userId, caller) with { Reason = "sms" },
            "open_ip" => journal.Note(EventNames.AddressThrottled, userId, caller) with { Reason = "confirmation" },
            "target" => journal.Note(EventNames.TargetThrottled, userId, caller),
            _ => journal.Note(EventNames.UserThrottled, userId, caller),
        };
    }

    private async Task<TimeSpan> WaitAsync(CountSend full, CancellationToken cancellationToken)
    {
        var sent = await store.ListSendsAsync(full.Row.Key, full.Limits.Max(limit => limit.Count), cancellationToken);
        var ends = full.Limits.Where(limit => sent.Count >= limit.Count).Select(limit => sent[limit.Count - 1] + limit.Period);
        var wait = ends.Append(full.Row.At).Max() - clock.GetUtcNow();

        // What filled it may have been taken back in between.
        return wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }
}
