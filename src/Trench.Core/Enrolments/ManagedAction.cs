using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>How an action on one's own methods is proven.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Factors">What the actor has.</param>
/// <param name="MayAnswer">The enrolments whose codes prove it, the one concerned first.</param>
internal sealed record Proof(Actor Actor, UserFactors Factors, IReadOnlyList<Enrolment> MayAnswer)
{
    /// <summary>The code of the request; null without.</summary>
    public string? Code { get; init; }

    /// <summary>Whether only a code will do. Otherwise a fresh proof of the session is as good.</summary>
    public bool DemandsCode { get; init; }

    public override string ToString() => $"Proof of {Actor.User.Id}";
}

/// <summary>Does one protected change: for a code, in the commit that spends it; or for a session that was proven a moment ago.</summary>
internal sealed class ManagedAction(
    IUserDirectory users,
    ChallengeGate gate,
    OpenQuestions questions,
    BackupCodeBook backupCodes,
    SessionBook sessions,
    Journal journal,
    SendLimits sends,
    IOptions<TrenchOptions> options)
{
    public async Task<Outcome<Done>> RunAsync(Proof proof, Func<Effect> effect, CancellationToken cancellationToken)
    {
        if (proof.Code is { } code)
        {
            return await RunForCodeAsync(proof, code, effect, cancellationToken);
        }

        if (proof.DemandsCode)
        {
            return new Refusal(RefusalKind.CodeRequired) { Field = "code" };
        }

        if (proof.Factors.Active.Any() && !sessions.IsFresh(proof.Actor.Session))
        {
            return new Refusal(RefusalKind.FreshProofRequired);
        }

        var wanted = effect();
        if (wanted.Changes.Count == 0 && wanted.Events.Count == 0)
        {
            // The action is the application's own; only its proof is ours.
            return Done.Instance;
        }

        var result = await journal.CommitAsync(wanted.Changes, wanted.Events, cancellationToken, wanted.Alongside);
        if (result.Lost is null)
        {
            return Done.Instance;
        }

        var actor = proof.Actor;
        if (await users.FindAsync(actor.User.Id, cancellationToken) is null)
        {
            // Deleted while this was under way, and the session with the user.
            return new Refusal(RefusalKind.SessionInvalid);
        }

        return await sends.RefusalOfAsync(result.Lost, actor.User.Id, actor.Caller, cancellationToken) ?? wanted.OnLost(result.Lost);
    }

    private async Task<Outcome<Done>> RunForCodeAsync(Proof proof, string code, Func<Effect> effect, CancellationToken cancellationToken)
    {
        var actor = proof.Actor;
        var perUser = options.Value.BackupCodesScope == BackupCodeScope.User;
        var sets = proof.MayAnswer.Select(backupCodes.SetOf).ToHashSet();
        var question = new GateQuestion(actor.User, proof.Factors, Purposes.Manage, actor.Caller)
        {
            Candidates = await questions.OfAsync(actor.User.Id, Purposes.Manage, proof.MayAnswer, actor.Caller, cancellationToken),
            AcceptsBackupSet = set => perUser || sets.Contains(set),
        };
        var answered = await gate.AnswerAsync(
            question,
            code,
            _ =>
            {
                var wanted = effect();
                return wanted with { Changes = [.. wanted.Changes, .. sessions.Renew(actor.Session)] };
            },
            cancellationToken);
        return answered.Succeeded ? Done.Instance : answered.Refusal;
    }
}
