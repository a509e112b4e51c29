using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Tells of answers that nobody looks at, because their account is locked or has no budget left; and of a lock that many simultaneous answers
/// brought: none of them knew that it was the one, so the first that is refused by the lock tells.
/// </summary>
internal sealed class LockAlarm(
    IMfaStore store, SendKeys keys, Journal journal, MinuteAlarm alarm, IOptions<TrenchOptions> options, TimeProvider clock)
{
    // Shorter than the shortest lock, so that the next one is told again.
    private static readonly Rate OncePerLock = new(1, TimeSpan.FromSeconds(25));

    /// <summary>Tells of the lock of this account, unless that was told already, and once a minute of the answer that was refused.</summary>
    public async Task RaiseAsync(MfaEvent about, Account account, CancellationToken cancellationToken)
    {
        await TellLockAsync(about, account, cancellationToken);
        var reason = account.LockedUntil > clock.GetUtcNow() ? "locked" : "budget";
        await alarm.TellAsync(
            keys.Of("answers", $"{account.Kind} {account.UserId}"),
            about with { Id = Codes.Id(about.At), Name = EventNames.CodeRejected, Reason = reason },
            cancellationToken);
    }

    /// <summary>Tells of the lock of this account, unless there is none or that was told already.</summary>
    public async Task TellLockAsync(MfaEvent about, Account account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var limits = options.Value.Limits.Of(account.Kind);
        var (name, since) = account.LockedUntil is { } until && until > now
            ? (EventNames.AccountLocked, until - limits.LockFor(account.Consecutive))
            : (EventNames.AccountHardLocked, now.AddDays(-1));
        if (name == EventNames.AccountHardLocked && !(account.WindowFailures >= limits.PerWindow))
        {
            return;
        }

        var told = await store.ListEventsAsync(new EventFilter(account.UserId, 1) { Name = name }, cancellationToken);
        if (told is [{ At: var last }] && last >= since.AddSeconds(-1))
        {
            return;
        }

        var length = account.LockedUntil > now ? (int?)limits.LockFor(account.Consecutive).TotalSeconds : null;
        await journal.CommitAsync(
            [SendKeys.Count(keys.Of("alarm", $"{name} {account.Kind} {account.UserId}"), challengeId: null, [OncePerLock], now)],
            [about with { Id = Codes.Id(about.At), Name = name, Count = length }],
            cancellationToken);
    }
}
