namespace Trench;

/// <summary>Spends an answered confirmation: of any number who try at once, one does.</summary>
internal sealed class UseConfirmation(ConfirmationDesk desk, Journal journal, TimeProvider clock)
{
    /// <summary>The spent confirmation; null when there is none for this action and user that may be used.</summary>
    public async Task<Confirmation?> RunAsync(string id, string action, string? userId, Caller caller, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, action, userId, cancellationToken);
        if (found is null)
        {
            return null;
        }

        var (changes, events) = Spend(found, caller);
        var result = await journal.CommitAsync(changes, events, cancellationToken);
        return result.Done ? desk.View(found) : null;
    }

    /// <summary>The confirmation of this action and user, when it may be used.</summary>
    public async Task<StandingConfirmation?> FindAsync(string id, string action, string? userId, CancellationToken cancellationToken) =>
        await desk.FindAsync(id, cancellationToken) is { } found
            && found.Action == action
            && found.Row.UserId == userId
            && desk.IsAvailable(found)
            ? found
            : null;

    /// <summary>What spends it, to be committed with what it is for.</summary>
    public (IReadOnlyList<Change> Changes, IReadOnlyList<MfaEvent> Events) Spend(StandingConfirmation found, Caller caller) => (
        [new UseChallenge(found.Row.Id, clock.GetUtcNow())],
        [
            journal.Note(EventNames.ConfirmationUsed, found.Row.UserId, caller) with
            {
                Purpose = found.Row.Purpose,
                ChallengeId = found.Row.Id,
                Method = found.Row.Method,
                EnrolmentId = found.IsWithoutEnrolment ? null : found.Row.EnrolmentId,
            },
        ]);
}
