namespace Trench;

/// <summary>
/// How often one user is told of one kind of thing. Who knows the password or holds a session could otherwise fill the owner's mailbox:
/// by guessing codes, or by adding and removing a method in a loop. Each kind counts for itself, so that a flood of one hides no other.
/// Of wrong codes one notice an hour says it all; of changes the last one says that more may follow untold. A reset is an
/// administrator's, and always told.
/// </summary>
internal sealed class NoticeLimits(IMfaStore store, SendKeys keys, TimeProvider clock)
{
    private static readonly Rate Alarms = new(1, TimeSpan.FromHours(1));
    private static readonly Rate News = new(10, TimeSpan.FromHours(1));

    /// <summary>The turn of one notice; null where it is one too many.</summary>
    /// <param name="happened">What is to be told.</param>
    /// <param name="factors">What the user had before.</param>
    /// <param name="counted">What the same commit counts already.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    public async Task<NoticeTurn?> TakeAsync(
        MfaEvent happened, UserFactors factors, IEnumerable<CountSend> counted, CancellationToken cancellationToken)
    {
        if (happened.Name == EventNames.Reset)
        {
            return new NoticeTurn([], IsLast: false);
        }

        var now = clock.GetUtcNow();
        var (kind, limit) = KindOf(happened, factors, now);
        var key = keys.Of("notice", $"{kind} {happened.UserId}");
        var told = await store.ListSendsAsync(key, limit.Count, cancellationToken);
        var count = told.Count(at => at + limit.Period > now) + counted.Count(sent => sent.Row.Key == key);
        return count < limit.Count
            ? new NoticeTurn([SendKeys.Count(key, challengeId: null, [limit], now)], IsLast: limit == News && count + 1 == limit.Count)
            : null;
    }

    private static (string Kind, Rate Limit) KindOf(MfaEvent happened, UserFactors factors, DateTimeOffset now) => happened.Name switch
    {
        EventNames.AccountHardLocked => (happened.Name, Alarms),
        EventNames.AccountLocked or EventNames.CodeRejected => (EventNames.AccountLocked, Alarms),
        _ when IsOld(happened, factors, now) => (happened.Name + " old", News),
        _ => (happened.Name, News),
    };

    // What comes and goes in a loop is young, and must not hide that the owner's own method went.
    private static bool IsOld(MfaEvent happened, UserFactors factors, DateTimeOffset now) =>
        factors.Enrolments.Any(enrolment => enrolment.Id == happened.EnrolmentId && enrolment.ActivatedAt + News.Period <= now);
}

/// <summary>A notice that may be sent.</summary>
/// <param name="Counts">What counts it, to be committed with it.</param>
/// <param name="IsLast">Whether it is the last one of its kind for now, and has to say so.</param>
internal sealed record NoticeTurn(IReadOnlyList<CountSend> Counts, bool IsLast);
