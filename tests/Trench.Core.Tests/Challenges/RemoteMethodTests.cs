using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

public sealed class RemoteMethodTests : IAsyncLifetime
{
    private readonly RemoteVerifier _verifier = new();
    private readonly Link _link = new();
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench =>
        {
            trench.Services.AddSingleton(_verifier);
            trench.Services.AddSingleton(provider => FaultyStore.Over(provider.GetRequiredService<InMemoryMfaStore>(), _link));
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

    [Theory]
    [InlineData("right")]
    [InlineData("unavailable")]
    [InlineData("fault")]
    public async Task A_store_that_goes_away_while_the_verifier_thinks_costs_nothing_in_the_end(string outcome)
    {
        _verifier.Answer = () =>
        {
            _link.IsAway = true;
            return outcome switch
            {
                "right" => Task.FromResult(Verdict.Right()),
                "unavailable" => Task.FromResult(Verdict.Unavailable),
                _ => throw new HttpRequestException("away"),
            };
        };
        var ticket = await _anna.TicketAsync();

        await Record.ExceptionAsync(() => _anna.CompleteAsync(ticket, "12345678"));
        _link.IsAway = false;

        await UntilAsync(async () => (await AccountAsync()) is { DayFailures: 0, WindowFailures: 0, Consecutive: 0 });
        _verifier.Answer = () => Task.FromResult(Verdict.Right());
        Assert.True((await _anna.CompleteAsync(ticket, "12345678")).Succeeded);
    }

    // Attack: an outage in the moment of a refund, for one more guess.
    [Fact]
    public async Task A_refund_of_which_the_store_did_not_tell_is_not_made_twice()
    {
        _verifier.Answer = () => Task.FromResult(Verdict.Wrong());
        await _anna.CompleteAsync(await _anna.TicketAsync(), "12345678");
        _verifier.Answer = () => Task.FromResult(Verdict.Unavailable);
        _link.LosesRefundsAnswer = true;

        await _anna.CompleteAsync(await _anna.TicketAsync(), "12345678");

        await UntilAsync(() => Task.FromResult(_link.Refunds == 2));
        Assert.Equal(1, (await AccountAsync()).DayFailures);
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

    // The list of refunds is worked off on another thread.
    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            _engine.Clock.Advance(LateRefunds.Pause);
            await Task.Delay(20, limit.Token);
        }
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

    /// <summary>What lies between a node and its database.</summary>
    public sealed class Link
    {
        private int _refunds;

        public bool IsAway { get; set; }

        /// <summary>The next refund is made, and nobody hears of it.</summary>
        public bool LosesRefundsAnswer { get; set; }

        public int Refunds => Volatile.Read(ref _refunds);

        public void Pass(object?[]? args)
        {
            if (args?[0] is not IReadOnlyList<Change> changes || !changes.OfType<RefundAccount>().Any())
            {
                return;
            }

            Interlocked.Increment(ref _refunds);
            if (LosesRefundsAnswer)
            {
                LosesRefundsAnswer = false;
                throw Unavailable();
            }
        }

        public static StoreUnavailableException Unavailable() => new("away", new TimeoutException());
    }

    /// <summary>A store whose database does not answer while it is away.</summary>
    public class FaultyStore : DispatchProxy
    {
        private IMfaStore? _store;
        private Link? _link;

        public static IMfaStore Over(IMfaStore store, Link link)
        {
            var proxy = Create<IMfaStore, FaultyStore>();
            ((FaultyStore)proxy)._store = store;
            ((FaultyStore)proxy)._link = link;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_link?.IsAway == true)
            {
                throw Link.Unavailable();
            }

            var result = targetMethod?.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
            _link?.Pass(args);
            return result;
        }
    }
}
