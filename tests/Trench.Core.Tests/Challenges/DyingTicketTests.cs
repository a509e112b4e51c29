using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>Attack: answers to a ticket that dies after they were looked at, so that no ticket is there to be charged.</summary>
public sealed class DyingTicketTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _secret = "";

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _secret = await _anna.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_wrong_answer_is_charged_to_the_account_all_the_same()
    {
        var question = await DeadAsync();

        await AnswerAsync(question, "123456");

        Assert.Equal(1, await FailuresAsync());
    }

    [Fact]
    public async Task Right_and_wrong_sound_alike()
    {
        var question = await DeadAsync();

        var wrong = await AnswerAsync(question, "123456");
        var right = await AnswerAsync(question, _anna.CodeOf(_secret));

        Assert.Equal((RefusalKind.TicketExpired, RefusalKind.TicketExpired), (wrong.Refusal?.Kind, right.Refusal?.Kind));
    }

    [Fact]
    public async Task A_right_answer_costs_nothing_and_is_good_for_the_next_ticket()
    {
        await AnswerAsync(await DeadAsync(), _anna.CodeOf(_secret));

        Assert.Equal(0, await FailuresAsync());
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Succeeded);
    }

    [Fact]
    public async Task Guesses_beyond_the_budget_of_the_account_are_locked_out()
    {
        var question = await DeadAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            await AnswerAsync(question, "123456");
        }

        Assert.Equal(RefusalKind.Locked, (await AnswerAsync(question, "123456")).Refusal?.Kind);
        Assert.Equal(5, await FailuresAsync());
    }

    private async Task<GateQuestion> DeadAsync()
    {
        var asked = (await _engine.Store.FindChallengeAsync(Ticket.Hash(await _anna.TicketAsync()), default))!;
        await _engine.Store.CommitAsync([new CloseChallenge(asked.Challenge.Id)], default);
        return new GateQuestion((await _engine.Users.FindAsync(_anna.Id, default))!, asked.User, Purposes.Login, _anna.Caller)
        {
            Candidates = [new Candidate(asked.User.Enrolments[0], asked.Challenge)],
            Ticket = asked.Challenge,
        };
    }

    private Task<Outcome<RightAnswer>> AnswerAsync(GateQuestion question, string answer) => _engine.InScopeAsync(
        services => services.GetRequiredService<ChallengeGate>().AnswerAsync(
            question, answer, _ => new Effect([], [], static _ => RefusalKind.CodeWrong), default));

    private async Task<int> FailuresAsync() => (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor!.DayFailures;
}
