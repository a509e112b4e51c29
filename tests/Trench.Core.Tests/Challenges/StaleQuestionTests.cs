using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>The gate decides by what the store says at the commit, not by what was read before.</summary>
public sealed class StaleQuestionTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench => trench.AddMethod<FarMethod>("far"));
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.ActivateAsync("far");
        Assert.True((await _anna.ConfirmAsync("far", FarMethod.Right)).Succeeded);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(FarMethod.Right)]
    [InlineData(FarMethod.Wrong)]
    public async Task A_lock_that_came_meanwhile_refuses_right_and_wrong_alike(string answer)
    {
        var question = await AskAsync();
        await LockAsync();

        var refusal = (await AnswerAsync(question, answer)).Refusal;

        Assert.Equal((RefusalKind.Locked, TimeSpan.FromSeconds(60)), (refusal?.Kind, refusal?.RetryAfter));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Such_a_lock_refuses_a_token_too(bool right)
    {
        var (berta, code) = await WithTokenAsync();
        var question = await AskAsync(berta);
        await LockAsync(berta);

        var refusal = (await AnswerAsync(question, right ? code : "123456")).Refusal;

        Assert.Equal((RefusalKind.Locked, TimeSpan.FromSeconds(60)), (refusal?.Kind, refusal?.RetryAfter));
    }

    // The account is gone meanwhile: nothing says how long to wait.
    [Fact]
    public async Task Where_nothing_tells_how_long_the_shortest_lock_is_told()
    {
        var question = await AskAsync();
        var gone = question with { User = question.User with { Id = "gone" }, Factors = question.Factors with { Factor = Known("gone") } };

        var refusal = (await AnswerAsync(gone, FarMethod.Right)).Refusal;

        Assert.Equal((RefusalKind.Locked, AccountLimits.FirstLock), (refusal?.Kind, refusal?.RetryAfter));
    }

    [Fact]
    public async Task A_lock_that_is_met_at_the_commit_is_told()
    {
        var question = await AskAsync();
        await LockAsync();

        await AnswerAsync(question, FarMethod.Wrong);

        Assert.Single(await LocksAsync(_anna));
    }

    // Attack: five at once, each of which saw an account without a wrong answer.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answer_that_locks_tells_of_it_though_it_saw_no_wrong_one_before(bool isChargedFirst)
    {
        var (who, answer) = isChargedFirst ? (_anna, FarMethod.Wrong) : ((await WithTokenAsync()).Person, "123456");
        var question = await AskAsync(who);
        await ChargeAsync(who, times: 4);

        var refusal = (await AnswerAsync(question, answer)).Refusal;

        Assert.Equal((RefusalKind.CodeWrong, TimeSpan.FromSeconds(30)), (refusal?.Kind, refusal?.RetryAfter));
        Assert.Equal(30, Assert.Single(await LocksAsync(who)).Count);
    }

    [Fact]
    public async Task Of_a_lock_that_a_right_answer_averted_meanwhile_nothing_is_told()
    {
        var (berta, _) = await WithTokenAsync();
        await ChargeAsync(berta, times: 4);
        var question = await AskAsync(berta);
        var right = new ClearAccount(berta.Id, AccountKind.Factor, new AccountLimits(null, null, null), ChargedAt: null, _engine.Clock.Now);
        Assert.True((await _engine.Store.CommitAsync([right], default)).Done);

        var refusal = (await AnswerAsync(question, "123456")).Refusal;

        Assert.Equal((RefusalKind.CodeWrong, null), (refusal?.Kind, refusal?.RetryAfter));
        Assert.Empty(await LocksAsync(berta));
    }

    [Fact]
    public async Task A_ticket_spent_meanwhile_is_exhausted()
    {
        var question = await AskAsync();
        await _engine.Store.CommitAsync([new CloseChallenge(question.Ticket!.Id)], default);

        Assert.Equal(RefusalKind.TicketExhausted, (await AnswerAsync(question, FarMethod.Right)).Refusal?.Kind);
        Assert.Equal(0, await FailuresAsync());
    }

    [Fact]
    public async Task A_question_without_a_ticket_spent_meanwhile_is_a_wrong_code()
    {
        var question = await AskAsync();
        await _engine.Store.CommitAsync([new CloseChallenge(question.Ticket!.Id)], default);

        Assert.Equal(RefusalKind.CodeWrong, (await AnswerAsync(question with { Ticket = null }, FarMethod.Right)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_right_answer_whose_action_is_lost_hears_what_the_action_says_and_is_not_charged()
    {
        var question = await AskAsync();

        var lost = await AnswerAsync(question, FarMethod.Right, new UseChallenge("no such", _engine.Clock.Now));

        Assert.Equal(RefusalKind.PrimaryInUse, lost.Refusal?.Kind);
        Assert.Equal(0, await FailuresAsync());
        Assert.Equal(0, (await _engine.Store.FindChallengeAsync(question.Ticket!.TicketHash!, default))?.Challenge.Attempts);
        Assert.True((await AnswerAsync(question, FarMethod.Right)).Succeeded);
    }

    // Attack: as many answers at once as nobody has attempts for.
    [Fact]
    public async Task A_question_whose_last_attempt_went_meanwhile_is_not_answered_any_more()
    {
        var (berta, code) = await WithTokenAsync();
        var question = (await AskAsync(berta)) with { StaysAnswered = true };
        await UseUpAsync(question, attempts: 5);

        Assert.Equal(RefusalKind.TicketExhausted, (await AnswerAsync(question, code)).Refusal?.Kind);
    }

    [Fact]
    public async Task The_last_attempt_of_a_question_that_is_charged_first_is_a_good_one()
    {
        var question = (await AskAsync()) with { StaysAnswered = true };
        await UseUpAsync(question, attempts: 4);

        Assert.True((await AnswerAsync(question, FarMethod.Right)).Succeeded);
    }

    [Fact]
    public async Task A_code_that_another_login_used_meanwhile_is_told_as_replayed()
    {
        var (berta, code) = await WithTokenAsync();
        var question = await AskAsync(berta);
        Assert.True((await berta.CompleteAsync(await berta.TicketAsync(), code)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await AnswerAsync(question, code)).Refusal?.Kind);
        var told = await _engine.Store.ListEventsAsync(new EventFilter(berta.Id, 10) { Name = EventNames.CodeRejected }, default);
        Assert.Equal("replayed", Assert.Single(told).Reason);
    }

    [Fact]
    public async Task A_limit_of_messages_that_the_action_meets_is_told_with_its_wait_and_costs_no_attempt()
    {
        var message = SendKeys.Count("somewhere", challengeId: null, [new Rate(1, TimeSpan.FromHours(1))], _engine.Clock.Now);
        Assert.True((await _engine.Store.CommitAsync([message], default)).Done);
        var another = message with { Row = message.Row with { Id = "another" } };

        var refusal = (await AnswerAsync(await AskAsync(), FarMethod.Right, another)).Refusal;

        Assert.Equal((RefusalKind.SendCooldown, TimeSpan.FromHours(1)), (refusal?.Kind, refusal?.RetryAfter));
        Assert.Equal(0, await FailuresAsync());
    }

    [Fact]
    public async Task A_right_answer_is_handed_to_its_action_and_back()
    {
        RightAnswer? seen = null;
        var question = await AskAsync();

        var answered = await _engine.InScopeAsync(services => services.GetRequiredService<ChallengeGate>().AnswerAsync(
            question,
            FarMethod.Right,
            right =>
            {
                seen = right;
                return new Effect([], [], static _ => RefusalKind.PrimaryInUse);
            },
            default));

        Assert.Same(seen, answered.Value);
        Assert.Equal(("far", "far", null), (seen?.Enrolment?.Method, seen?.Method?.Settings.Name, seen?.BackupCode));
    }

    private Account Known(string userId) => new() { UserId = userId, Kind = AccountKind.Factor, Day = AccountLimits.DayOf(_engine.Clock.Now) };

    // Somebody whose method is judged here, before anything is charged; with the code it shows.
    private async Task<(Person Person, string Code)> WithTokenAsync()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        return (berta, berta.CodeOf(await berta.EnrolTokenAsync()));
    }

    private async Task<GateQuestion> AskAsync(Person? person = null)
    {
        var who = person ?? _anna;
        var asked = (await _engine.Store.FindChallengeAsync(Ticket.Hash(await who.TicketAsync()), default))!;
        return new GateQuestion((await _engine.Users.FindAsync(who.Id, default))!, asked.User, Purposes.Login, who.Caller)
        {
            Candidates = [new Candidate(asked.User.Enrolments[0], asked.Challenge)],
            Ticket = asked.Challenge,
        };
    }

    private Task<Outcome<RightAnswer>> AnswerAsync(GateQuestion question, string answer, params Change[] changes) =>
        _engine.InScopeAsync(services => services.GetRequiredService<ChallengeGate>().AnswerAsync(
            question, answer, _ => new Effect(changes, [], static _ => RefusalKind.PrimaryInUse), default));

    private async Task UseUpAsync(GateQuestion question, int attempts)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            Assert.True((await _engine.Store.CommitAsync([new ChargeChallenge(question.Ticket!.Id, _engine.Clock.Now)], default)).Done);
        }
    }

    // Two wrong answers, the second of which locks for the second time.
    private async Task LockAsync(Person? person = null)
    {
        await ChargeAsync(person ?? _anna, times: 1);
        await ChargeAsync(person ?? _anna, times: 1, lockAfter: 1);
    }

    private async Task ChargeAsync(Person person, int times, int? lockAfter = null)
    {
        for (var time = 0; time < times; time++)
        {
            var charge = new ChargeAccount(person.Id, AccountKind.Factor, new AccountLimits(lockAfter, null, null), _engine.Clock.Now);
            Assert.True((await _engine.Store.CommitAsync([charge], default)).Done);
        }
    }

    private Task<IReadOnlyList<MfaEvent>> LocksAsync(Person person) =>
        _engine.Store.ListEventsAsync(new EventFilter(person.Id, 10) { Name = EventNames.AccountLocked }, default);

    private async Task<int> FailuresAsync() => (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor!.DayFailures;

    private sealed class FarMethod : Method
    {
        public const string Right = "11111111";
        public const string Wrong = "22222222";

        public override AnswerShape Shape => AnswerShape.Digits(8);

        public override bool VerifiesRemotely => true;

        public override Question Ask(Enrolment enrolment) => new("Press the button.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(Outcome.Of(new NewFactor(Factor.Empty, "Press the button.")));

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) =>
            Task.FromResult(context.Answer == Right ? Verdict.Right() : Verdict.Wrong());
    }
}
