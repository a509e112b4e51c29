namespace Trench;

/// <summary>Holds an answer against a confirmation: a right one leaves it answered, until it is used.</summary>
internal sealed class AnswerConfirmation(ConfirmationDesk desk, ChallengeGate gate, BackupCodeBook backupCodes)
{
    /// <summary>
    /// The action whose confirmation is a login's second step: its holder is not signed in yet, and backup codes answer it too.
    /// </summary>
    public const string Login = "login";

    public async Task<Outcome<Confirmation>> RunAsync(
        string id, string code, string? userId, Caller caller, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(id, cancellationToken);
        if (found is null || !MayAnswer(found, userId))
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        if (WhyRefused(found) is { } refused)
        {
            return new Refusal(refused);
        }

        var answered = await gate.AnswerAsync(
            QuestionOf(found, caller), code, _ => new Effect([], [], static _ => RefusalKind.CodeWrong), cancellationToken);
        return answered.Succeeded
            ? desk.View(found with { Row = found.Row with { State = ChallengeState.Answered } })
            : answered.Refusal;
    }

    /// <summary>A subject's confirmation needs that user, except the one that is to sign the user in.</summary>
    private static bool MayAnswer(StandingConfirmation found, string? userId) =>
        found.Row.UserId is null || found.Row.UserId == userId || (userId is null && found.Action == Login) || found.Action is null;

    private RefusalKind? WhyRefused(StandingConfirmation found) => desk.WhyDead(found) switch
    {
        // A config that is paused or not offered any more has closed its confirmations, and wcd names it as what is wrong.
        RefusalKind.TicketExpired when found is { Row.State: ChallengeState.Closed, Action: not null } && IsOfUnavailableConfig(found) =>
            RefusalKind.MethodNotActive,
        { } dead => dead,
        // What proves a new config is answered where that config is confirmed.
        null when found.Action is null || !desk.IsOfGoodConfig(found) => RefusalKind.MethodNotActive,
        null => found.Row.State == ChallengeState.Answered ? RefusalKind.TicketUsed : null,
    };

    private bool IsOfUnavailableConfig(StandingConfirmation found) =>
        (found.IsWithoutEnrolment || found.Enrolment is not null) && !desk.IsOfGoodConfig(found);

    private GateQuestion QuestionOf(StandingConfirmation found, Caller caller)
    {
        var user = found.User ?? MfaUser.Nobody;
        var candidate = found.Enrolment is { } enrolment
            ? new Candidate(enrolment, found.Row)
            : new Candidate(Unrowed(found), found.Row) { Factor = new Factor(found.Content.Secret ?? [], found.Content.Target) };
        return new GateQuestion(user, found.Factors, found.Row.Purpose, caller)
        {
            Candidates = [candidate],
            Ticket = found.Row,
            StaysAnswered = true,
            AcceptsBackupSet = found.Action == Login && found.Enrolment is { } asked ? set => set == backupCodes.SetOf(asked) : null,
        };
    }

    private static Enrolment Unrowed(StandingConfirmation found) => new()
    {
        Id = "",
        UserId = found.Row.UserId ?? "",
        Method = found.Row.Method ?? "",
        Status = EnrolmentStatus.Active,
    };
}
