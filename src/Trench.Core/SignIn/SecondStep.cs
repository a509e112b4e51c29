namespace Trench;

/// <summary>A ticket and a code, then a session: the second step of a login.</summary>
internal sealed class SecondStep(
    TicketDesk tickets, AnswerPace pace, LoginQuestion question, ChallengeGate gate, SignInCompletion completion)
{
    public async Task<Outcome<SignedIn>> RunAsync(string ticket, string code, Caller caller, CancellationToken cancellationToken)
    {
        if (!await gate.IsConceivableAsync(code, caller, cancellationToken))
        {
            return new Refusal(RefusalKind.CodeMalformed);
        }

        var read = await tickets.ReadAsync(ticket, Purposes.Login, caller, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var early = await pace.RefuseAsync(ticket, read.Value.Challenge, caller, cancellationToken);
        return early is null ? await AnswerAsync(read.Value, code, caller, cancellationToken) : early;
    }

    private async Task<Outcome<SignedIn>> AnswerAsync(LiveTicket live, string code, Caller caller, CancellationToken cancellationToken)
    {
        var asked = LoginQuestion.Asked(live.Challenge, live.Factors);
        if (asked is { Id: "" } && live.Factors.Active.Any())
        {
            // A method was enrolled since the fallback was asked: the fallback's code is worth nothing now.
            return new Refusal(RefusalKind.TicketUnknown);
        }

        var others = live.Factors.Active.Where(other => other.Id != asked?.Id && question.MayAnswer(other, caller));
        var answers = new GateQuestion(live.User, live.Factors, Purposes.Login, caller)
        {
            Candidates = [.. (asked is null ? others : others.Prepend(asked)).Select(enrolment => new Candidate(enrolment, live.Challenge))],
            Ticket = live.Challenge,
            // A paused method's set is as little accepted as its codes.
            AcceptsBackupSet = set => set is null || live.Factors.Active.Any(enrolment => enrolment.Id == set),
        };
        return await completion.AnswerAsync(answers, code, new Effect([], [], static _ => RefusalKind.CodeWrong), cancellationToken);
    }
}
