namespace Trench.Tool;

/// <summary>
/// Writes the plan, one commit for each method, through the store: what is there already is never changed, so that it may run again.
/// </summary>
internal sealed class Importer(Target target, OldCodeShape? shape, ImportNotes notes, ImportCounts counts, TimeProvider clock)
{
    /// <summary>
    /// Why an event of activation is there; tells a second run what the first one brought, even when it was removed since.
    /// </summary>
    public const string Reason = "imported from django-trench";

    private const int AllEvents = 10_000;

    private readonly IMfaStore _store = target.Store;

    /// <summary>
    /// Holds one user's methods against the database and, when <paramref name="apply"/>, writes those that are not there.
    /// </summary>
    public async Task ImportAsync(PlannedUser user, bool apply, CancellationToken cancellationToken)
    {
        var factors = await _store.FindUserAsync(user.UserId, cancellationToken);
        var missing = await MissingAsync(user, factors, cancellationToken);
        if (!apply || missing.Count == 0)
        {
            missing.ForEach(counts.Add);
            return;
        }

        var salt = await SaltAsync(user.UserId, factors, cancellationToken);
        var rows = new ImportedRows(target, user.UserId, salt, shape);
        for (var place = 0; place < missing.Count; place++)
        {
            // Lists are in order of creation: the old order stays.
            var enrolment = missing[place];
            var result = await _store.CommitAsync(rows.Write(enrolment, clock.GetUtcNow().AddMilliseconds(place)), cancellationToken);
            Tell(enrolment, result);
        }
    }

    private async Task<List<PlannedEnrolment>> MissingAsync(PlannedUser user, UserFactors factors, CancellationToken cancellationToken)
    {
        var events = await _store.ListEventsAsync(new EventFilter(user.UserId, AllEvents), cancellationToken);
        var imports = events.Where(happened => happened is { Name: EventNames.Activated, Reason: Reason });
        var before = imports.Select(happened => happened.Method).ToHashSet();
        var missing = new List<PlannedEnrolment>();
        foreach (var enrolment in user.Enrolments)
        {
            if (factors.Enrolments.Any(row => row is { Label: "", Status: not EnrolmentStatus.Pending } && row.Method == enrolment.Method))
            {
                notes.Add(NoteKind.Exists, enrolment.Row);
            }
            else if (before.Contains(enrolment.Method))
            {
                notes.Add(NoteKind.ImportedBefore, enrolment.Row);
            }
            else
            {
                missing.Add(enrolment);
            }
        }

        return missing;
    }

    private async Task<string> SaltAsync(string userId, UserFactors factors, CancellationToken cancellationToken)
    {
        if (factors.Backup?.Salt is { } salt)
        {
            return salt;
        }

        var now = clock.GetUtcNow();
        var factor = new EnsureAccount(userId, AccountKind.Factor, null, now);
        if (!(await _store.CommitAsync([factor, BackupCodeBook.Prepare(userId, now)], cancellationToken)).Done)
        {
            throw new StoreUnavailableException("The target does not know the user of one of these methods.");
        }

        return (await _store.FindUserAsync(userId, cancellationToken)).Backup?.Salt
            ?? throw new InvalidOperationException("The salt was just stored.");
    }

    private void Tell(PlannedEnrolment enrolment, CommitResult result)
    {
        switch (result.Lost)
        {
            case null:
                counts.Add(enrolment);
                break;
            case ActivateEnrolment:
                notes.Add(NoteKind.DeviceTaken, enrolment.Row);
                break;
            default:
                // The application was faster: the user enrolled it in this very moment.
                notes.Add(NoteKind.Exists, enrolment.Row);
                break;
        }
    }
}
