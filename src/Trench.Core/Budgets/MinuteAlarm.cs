namespace Trench;

/// <summary>
/// Tells of what is refused, at most once a minute under one key, whichever node refuses it: whoever repeats it must not fill the table of events.
/// </summary>
internal sealed class MinuteAlarm(IMfaStore store, Journal journal, TimeProvider clock)
{
    private static readonly Rate OnceAMinute = new(1, TimeSpan.FromMinutes(1));

    /// <summary>Commits the event, unless one was committed under this key less than a minute ago.</summary>
    public async Task TellAsync(string about, MfaEvent told, CancellationToken cancellationToken)
    {
        var (key, now) = ("alarm:" + about, clock.GetUtcNow());

        // Saves most of them a transaction; of simultaneous ones the store lets one through.
        if (await store.ListSendsAsync(key, 1, cancellationToken) is not [var last] || last + OnceAMinute.Period <= now)
        {
            await journal.CommitAsync([SendKeys.Count(key, challengeId: null, [OnceAMinute], now)], [told], cancellationToken);
        }
    }
}
