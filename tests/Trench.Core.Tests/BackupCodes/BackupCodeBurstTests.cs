using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

/// <summary>Attack: many backup codes of one account at once, each of which costs a slow hash (SECURITY row 55).</summary>
public sealed class BackupCodeBurstTests : IAsyncLifetime
{
    private const int LockAfter = 5;
    private const string Wrong = "0000-0000-0000-0000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Watch _watch = new();
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string[] _tickets = [];

    public async Task InitializeAsync()
    {
        // No ticket is used up before the account is locked.
        _engine = await TestEngine.StartAsync(
            new Dictionary<string, string?> { ["TICKET_ATTEMPTS"] = "10" },
            trench => trench.Services.AddSingleton(provider =>
                WatchedStore.Over(provider.GetRequiredService<InMemoryMfaStore>(), _watch)));
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Of_a_hundred_wrong_ones_no_more_are_looked_at_than_bring_the_lock()
    {
        await EnrolAsync();

        var answers = await AllAtOnceAsync(100, Wrong);

        Assert.Equal(LockAfter, _watch.Looks);
        Assert.Equal(LockAfter, answers.Count(answer => answer.Refusal?.Kind == RefusalKind.CodeWrong));
        var others = answers.Select(answer => answer.Refusal).Where(refusal => refusal?.Kind != RefusalKind.CodeWrong).Distinct();
        var locked = Assert.Single(others);
        Assert.Equal((RefusalKind.Locked, AccountLimits.FirstLock), (locked?.Kind, locked?.RetryAfter));
    }

    [Fact]
    public async Task The_lock_that_they_bring_is_told_once()
    {
        await EnrolAsync();

        await AllAtOnceAsync(100, Wrong);

        var told = await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 10) { Name = EventNames.AccountLocked }, default);
        Assert.Equal(30, Assert.Single(told).Count);
    }

    [Fact]
    public async Task Of_two_hundred_right_ones_one_gets_in()
    {
        var codes = await EnrolAsync();

        var answers = await AllAtOnceAsync(200, codes[0]);

        Assert.Equal(codes.Count - 1, Assert.Single(answers, answer => answer.Succeeded).Value?.BackupCodesLeft);
        Assert.True((await _anna.CompleteAsync(await UnlockedTicketAsync(), codes[1])).Succeeded);
    }

    [Fact]
    public async Task The_last_one_before_the_lock_gets_in_when_it_is_right()
    {
        var codes = await EnrolAsync();
        for (var wrong = 1; wrong < LockAfter; wrong++)
        {
            await _anna.CompleteAsync(_tickets[0], Wrong);
        }

        Assert.True((await _anna.CompleteAsync(_tickets[1], codes[0])).Succeeded);
        Assert.Equal((0, LockAfter - 1), await CountedAsync());
        Assert.Empty(await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 10) { Name = EventNames.AccountLocked }, default));
    }

    [Fact]
    public async Task Who_hangs_up_in_line_pays_nothing_and_costs_no_hash()
    {
        await EnrolAsync();
        using var call = new CancellationTokenSource();
        using var before = new ManualResetEventSlim();
        var busy = _engine.InScopeAsync(services =>
            services.GetRequiredService<HashLine>().RunAsync(_anna.Id, () => before.Wait(Patience), default));
        var answer = AnswerAsync(Wrong, call.Token);

        await call.CancelAsync();
        before.Set();

        Assert.True(await busy);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(0, _watch.Looks);
        Assert.Equal((0, 0), await CountedAsync());
    }

    // Attack: to hang up before the answer comes, for a guess that costs nothing.
    [Fact]
    public async Task Who_hangs_up_once_the_hash_has_begun_pays()
    {
        await EnrolAsync();
        using var call = new CancellationTokenSource();
        _watch.Looking = call.Cancel;

        await Record.ExceptionAsync(() => AnswerAsync(Wrong, call.Token));

        Assert.True(call.IsCancellationRequested);
        Assert.Equal((1, 1), await CountedAsync());
    }

    private async Task<IReadOnlyList<string>> EnrolAsync()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        var codes = (await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Value!.Codes;
        _tickets = [await _anna.TicketAsync(), await _anna.TicketAsync(), await _anna.TicketAsync()];
        return codes;
    }

    private Task<Outcome<SignedIn>[]> AllAtOnceAsync(int answers, string code) => Task.WhenAll(
        Enumerable.Range(0, answers).Select(number => Task.Run(() => _anna.CompleteAsync(_tickets[number % _tickets.Length], code))));

    private Task<Outcome<SignedIn>> AnswerAsync(string code, CancellationToken cancellationToken) => _engine.InScopeAsync(services =>
        services.GetRequiredService<SignInFlow>().CompleteAsync(_tickets[0], code, _anna.Caller, cancellationToken));

    // The losers may have locked the account.
    private async Task<string> UnlockedTicketAsync()
    {
        _engine.Clock.Advance(AccountLimits.FirstLock);
        return await _anna.TicketAsync();
    }

    private async Task<(int Consecutive, int Day)> CountedAsync()
    {
        var account = (await _engine.Store.FindUserAsync(_anna.Id, default)).Backup!;
        return (account.Consecutive, account.DayFailures);
    }

    /// <summary>How often a backup code was looked up, which is as often as one was hashed.</summary>
    public sealed class Watch
    {
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        /// <summary>Happens when a hash is done and is being looked up.</summary>
        public Action? Looking { get; set; }

        public void See(string? question)
        {
            if (question == nameof(IMfaStore.FindBackupCodeAsync))
            {
                Interlocked.Increment(ref _looks);
                Looking?.Invoke();
            }
        }
    }

    /// <summary>A store that is watched, and that lets itself be called off as a database does.</summary>
    public class WatchedStore : DispatchProxy
    {
        private IMfaStore? _store;
        private Watch? _watch;

        public static IMfaStore Over(IMfaStore store, Watch watch)
        {
            var proxy = Create<IMfaStore, WatchedStore>();
            ((WatchedStore)proxy)._store = store;
            ((WatchedStore)proxy)._watch = watch;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _watch?.See(targetMethod?.Name);
            foreach (var token in (args ?? []).OfType<CancellationToken>())
            {
                token.ThrowIfCancellationRequested();
            }

            return targetMethod?.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        }
    }
}
