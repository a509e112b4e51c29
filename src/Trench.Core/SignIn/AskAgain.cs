namespace Trench;

/// <summary>Between the steps: the code once more, or through another of the user's methods. The old code dies, the attempts stay.</summary>
internal sealed class AskAgain(
    TicketDesk tickets,
    LoginQuestion question,
    MethodRegistry registry,
    TermsBook terms,
    ChallengeBook challenges,
    Journal journal,
    CodeSending sending)
{
    public async Task<Outcome<Notified>> RunAsync(
        string ticket, string? method, string? id, Caller caller, CancellationToken cancellationToken)
    {
        if (method is not null && !registry.Contains(method))
        {
            return new Refusal(RefusalKind.MethodUnknown);
        }

        var read = await tickets.ReadAsync(ticket, Purposes.Login, caller, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var live = read.Value;
        var chosen = await ChooseAsync(live, method, id, caller, cancellationToken);
        return chosen.Succeeded ? await AskAsync(live, chosen.Value, caller, cancellationToken) : chosen.Refusal;
    }

    private async Task<Outcome<Enrolment>> ChooseAsync(
        LiveTicket live, string? method, string? id, Caller caller, CancellationToken cancellationToken)
    {
        var asked = LoginQuestion.Asked(live.Challenge, live.Factors);
        if (asked is { Id: "" } && id is null && (method is null || method == asked.Method) && !live.Factors.Active.Any())
        {
            return await question.FallBackAsync(live.User, asked.Method, cancellationToken);
        }

        if (method is null && id is null)
        {
            return asked is { Id.Length: > 0 } && registry.Contains(asked.Method) ? asked : new Refusal(RefusalKind.MethodNotEnrolled);
        }

        return EnrolmentChoosing.Among(live.Factors.Active.Where(enrolment => question.MayAsk(enrolment, caller)), method, id);
    }

    private Task<Outcome<Notified>> AskAsync(LiveTicket live, Enrolment enrolment, Caller caller, CancellationToken cancellationToken)
    {
        var request = new OpenRequest(live.User, Purposes.Login, caller, enrolment, terms.Challenges(caller));
        return sending.SendAsync(
            challenges.Ask(live.Challenge, request, sending.Cooldown),
            live.Challenge.LastSentAt,
            live.Factors.Factor,
            journal.Note(EventNames.CodeResent, enrolment, caller),
            cancellationToken);
    }
}
