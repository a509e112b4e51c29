namespace Trench;

/// <summary>Finds what an answer without a ticket may belong to: of each enrolment the newest open challenge of the caller's facade and client.</summary>
internal sealed class OpenQuestions(IMfaStore store, MethodRegistry registry, TimeProvider clock)
{
    public async Task<IReadOnlyList<Candidate>> OfAsync(
        string userId, string purpose, IEnumerable<Enrolment> enrolments, Caller caller, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        foreach (var enrolment in enrolments)
        {
            candidates.Add(new Candidate(enrolment, await FindAsync(userId, purpose, enrolment, caller, cancellationToken)));
        }

        return candidates;
    }

    // Only a method that delivers has an open question; what an app or key answers is opened and spent in one commit and never stored.
    private async Task<Challenge?> FindAsync(
        string userId, string purpose, Enrolment enrolment, Caller caller, CancellationToken cancellationToken) =>
        registry.IsDelivered(enrolment.Method)
            ? await store.FindOpenChallengeAsync(userId, purpose, enrolment.Id, caller, clock.GetUtcNow(), cancellationToken)
            : null;
}
