using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Stores;

public sealed class PurgeTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_activation_that_was_not_proven_is_told_and_goes()
    {
        await _anna.ActivateAsync("pigeon");
        _engine.Clock.Advance(TimeSpan.FromMinutes(20));

        await UntilAsync(async () => (await EventsAsync(EventNames.ActivationExpired)).Count > 0);

        Assert.Empty((await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments);
        Assert.Equal("pigeon", Assert.Single(await EventsAsync(EventNames.ActivationExpired)).Method);
    }

    [Fact]
    public async Task All_activations_that_were_not_proven_go_in_one_round()
    {
        for (var number = 0; number <= Purge.Batch; number++)
        {
            var row = StoreRows.Pending($"user {number}", "pigeon", _engine.Clock.Now) with { PendingUntil = _engine.Clock.Now };
            Assert.True((await _engine.Store.CommitAsync([new AddEnrolment(row)], default)).Done);
        }

        Assert.InRange(await RunAsync(), Purge.Batch + 1, int.MaxValue);
    }

    [Fact]
    public async Task One_of_several_nodes_has_the_round()
    {
        await _engine.Store.CommitAsync([new AddSession(StoreRows.Session(_anna.Id, _engine.Clock.Now.AddDays(-9)))], default);

        var removed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RunAsync()));

        Assert.Single(removed, count => count > 0);
    }

    [Fact]
    public async Task What_ended_is_kept_for_a_day()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromHours(20));

        await RunAsync();

        Assert.Equal(RefusalKind.TicketExpired, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
        _engine.Clock.Advance(TimeSpan.FromHours(5));
        await UntilAsync(async () => (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind == RefusalKind.TicketUnknown);
    }

    [Fact]
    public async Task Events_are_kept_for_ever_unless_a_time_is_set()
    {
        _engine.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.NotEmpty(await EventsAsync(EventNames.LoginCompleted));

        await using var engine = await StartAsync(("EVENT_RETENTION", "86400"));
        await Person.New(engine).SignInAsync();
        engine.Clock.Advance(TimeSpan.FromDays(2));
        await UntilAsync(async () => (await engine.Store.ListEventsAsync(new EventFilter(null, 10), default)).Count == 0, engine);
    }

    [Fact]
    public async Task Days_of_wrong_answers_go_when_they_have_left_the_window()
    {
        var then = _engine.Clock.Now;
        var charge = new ChargeAccount(_anna.Id, AccountKind.Factor, new AccountLimits(LockAfter: null, PerDay: null, PerWindow: null), then);
        await _engine.Store.CommitAsync([new EnsureAccount(_anna.Id, AccountKind.Factor, null, then), charge], default);
        Assert.Equal(1, _engine.FailureDays);

        _engine.Clock.Advance(TimeSpan.FromDays(AccountLimits.WindowDays));

        // Rounds on the way have had the turn of their day, so the next one may be a day off.
        await UntilAsync(() => Task.FromResult(_engine.FailureDays == 0), step: TimeSpan.FromHours(1));
    }

    // The node's own round runs on another thread.
    private async Task UntilAsync(Func<Task<bool>> holds, TestEngine? engine = null, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            (engine ?? _engine).Clock.Advance(step ?? Purge.Pause);
            await Task.Delay(20, limit.Token);
        }
    }

    private static Task<TestEngine> StartAsync(params (string Key, string Value)[] settings) => TestEngine.StartAsync(
        settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
        trench => trench.Services.AddSingleton<IPurgeStore>(provider => provider.GetRequiredService<InMemoryMfaStore>()));

    private Task<int> RunAsync() => _engine.InScopeAsync(services => services.GetRequiredService<Purge>().RunAsync(default));

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = name }, default);
}
