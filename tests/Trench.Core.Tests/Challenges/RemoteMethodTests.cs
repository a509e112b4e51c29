using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

public sealed class RemoteMethodTests : IAsyncLifetime
{
    private readonly RemoteVerifier _verifier = new();
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench =>
        {
            trench.Services.AddSingleton(_verifier);
            trench.AddMethod<RemoteMethod>("remote");
        });
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.ActivateAsync("remote");
        Assert.True((await _anna.ConfirmAsync("remote", "12345678")).Succeeded);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_charge_is_committed_before_the_verifier_is_asked()
    {
        var charged = -1;
        _verifier.Answer = async () =>
        {
            charged = (await AccountAsync()).Consecutive;
            return Verdict.Right();
        };

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), "12345678")).Succeeded);
        Assert.Equal(1, charged);
    }

    [Fact]
    public async Task A_right_answer_takes_the_charge_back()
    {
        await _anna.CompleteAsync(await _anna.TicketAsync(), "12345678");

        var account = await AccountAsync();
        Assert.Equal((0, 0, 0), (account.Consecutive, account.DayFailures, account.WindowFailures));
    }

    [Fact]
    public async Task A_wrong_answer_keeps_the_charge()
    {
        _verifier.Answer = () => Task.FromResult(Verdict.Wrong());

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), "12345678")).Refusal?.Kind);
        Assert.Equal(1, (await AccountAsync()).DayFailures);
    }

    [Fact]
    public async Task A_verifier_that_is_away_costs_nothing()
    {
        _verifier.Answer = () => Task.FromResult(Verdict.Unavailable);
        var ticket = await _anna.TicketAsync();

        Assert.Equal(RefusalKind.Unavailable, (await _anna.CompleteAsync(ticket, "12345678")).Refusal?.Kind);
        Assert.Equal(0, (await AccountAsync()).DayFailures);
        _verifier.Answer = () => Task.FromResult(Verdict.Right());
        Assert.True((await _anna.CompleteAsync(ticket, "12345678")).Succeeded);
    }

    [Fact]
    public async Task A_verifier_that_throws_costs_nothing()
    {
        _verifier.Answer = () => throw new HttpRequestException("away");
        var ticket = await _anna.TicketAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => _anna.CompleteAsync(ticket, "12345678"));
        Assert.Equal(0, (await AccountAsync()).WindowFailures);
    }

    // A caller who hangs up while the verifier thinks must not get the guess back.
    [Fact]
    public async Task Hanging_up_costs_what_a_wrong_answer_costs()
    {
        using var call = new CancellationTokenSource();
        _verifier.Answer = async () =>
        {
            await call.CancelAsync();
            return Verdict.Wrong();
        };
        var ticket = await _anna.TicketAsync();

        await _engine.InScopeAsync(services =>
            services.GetRequiredService<SignInFlow>().CompleteAsync(ticket, "12345678", _anna.Caller, call.Token));

        Assert.Equal(1, (await AccountAsync()).DayFailures);
    }

    [Fact]
    public async Task Fifty_right_answers_at_once_sign_in_once()
    {
        var ticket = await _anna.TicketAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _anna.CompleteAsync(ticket, "12345678")));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
    }

    private async Task<Account> AccountAsync() => (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor!;

    private sealed class RemoteVerifier
    {
        public Func<Task<Verdict>> Answer { get; set; } = () => Task.FromResult(Verdict.Right());
    }

    private sealed class RemoteMethod(RemoteVerifier verifier) : Method
    {
        public override AnswerShape Shape => AnswerShape.Digits(8);

        public override bool VerifiesRemotely => true;

        public override Question Ask(Enrolment enrolment) => new("Press the button.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(Outcome.Of(new NewFactor(Factor.Empty, "Press the button.")));

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) => verifier.Answer();
    }
}
