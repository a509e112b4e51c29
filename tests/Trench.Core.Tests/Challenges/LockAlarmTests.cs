using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>Locks that nobody knew to be their own, as many simultaneous answers bring them: here the charges are made past the gate.</summary>
public sealed class LockAlarmTests : IAsyncLifetime
{
    private static readonly AccountLimits Limits = new(LockAfter: 5, PerDay: 20, PerWindow: 12);
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _secret = "";

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:ACCOUNT_PER_30_DAYS"] = "12" });
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _secret = await _anna.EnrolTokenAsync();
        await _anna.TicketAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_first_answer_that_such_a_lock_refuses_tells_of_it_once()
    {
        await ChargeAsync(6);

        await RefuseAsync();
        await RefuseAsync();

        var locked = Assert.Single(await EventsAsync(EventNames.AccountLocked));
        Assert.Equal((60, Purposes.Login, "192.0.2.7"), (locked.Count, locked.Purpose, locked.Address));
        Assert.Empty(await EventsAsync(EventNames.AccountHardLocked));
    }

    [Fact]
    public async Task The_next_lock_is_told_again()
    {
        await ChargeAsync(5);
        await RefuseAsync();
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        await ChargeAsync(1);

        await RefuseAsync();

        Assert.Equal([60, 30], (await EventsAsync(EventNames.AccountLocked)).Select(told => told.Count));
    }

    [Fact]
    public async Task A_lock_that_its_own_answer_told_is_not_told_again()
    {
        await ChargeAsync(4);
        Assert.Equal(RefusalKind.CodeWrong, (await AnswerAsync()).Refusal?.Kind);
        _engine.Clock.Advance(TimeSpan.FromSeconds(29));

        await RefuseAsync();

        Assert.Single(await EventsAsync(EventNames.AccountLocked));
    }

    [Fact]
    public async Task A_full_window_is_told_when_the_lock_is_over()
    {
        await ChargeAsync(12);
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        await RefuseAsync();
        await RefuseAsync();

        Assert.Null(Assert.Single(await EventsAsync(EventNames.AccountHardLocked)).Count);
        Assert.Empty(await EventsAsync(EventNames.AccountLocked));
    }

    [Theory]
    [InlineData(86_400, 0)]
    [InlineData(86_402, 1)]
    public async Task A_full_window_is_told_once_a_day(int toldSecondsAgo, int times)
    {
        await ChargeAsync(12);
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        var at = _engine.Clock.Now.AddSeconds(-toldSecondsAgo);
        await _engine.Store.CommitAsync([new AddEvents([StoreRows.Event(_anna.Id, at) with { Name = EventNames.AccountHardLocked }])], default);

        await RefuseAsync();

        Assert.Equal(times, (await EventsAsync(EventNames.AccountHardLocked)).Count(told => told.At == _engine.Clock.Now));
    }

    [Fact]
    public async Task A_spent_day_alone_is_no_lock_to_tell_of()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:ACCOUNT_PER_DAY"] = "2" });
        var boris = Person.New(engine);
        await boris.SignInAsync();
        var secret = await boris.EnrolTokenAsync();
        var ticket = await boris.TicketAsync();
        for (var time = 0; time < 4; time++)
        {
            await boris.CompleteAsync(ticket, boris.CodeOf(secret) == "123456" ? "654321" : "123456");
        }

        Assert.DoesNotContain(
            await engine.Store.ListEventsAsync(new EventFilter(boris.Id, 100), default),
            told => told.Name is EventNames.AccountLocked or EventNames.AccountHardLocked);
        Assert.Equal(["budget", "wrong", "wrong"], (await engine.Store.ListEventsAsync(new EventFilter(boris.Id, 100) { Name = EventNames.CodeRejected }, default))
            .Select(told => told.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_are_refused_at_once_one_tells()
    {
        await ChargeAsync(5);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefuseAsync()));

        Assert.Single(await EventsAsync(EventNames.AccountLocked));
    }

    // Attack: guesses at a locked account, which nobody looks at, fill the table of events.
    [Fact]
    public async Task Answers_that_a_lock_refuses_are_told_once_a_minute()
    {
        await ChargeAsync(8);
        await RefuseAsync();
        await RefuseAsync();

        var rejected = Assert.Single(await EventsAsync(EventNames.CodeRejected));
        Assert.Equal(("locked", Purposes.Login, "192.0.2.7"), (rejected.Reason, rejected.Purpose, rejected.Address));

        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync();
        Assert.Equal(2, (await EventsAsync(EventNames.CodeRejected)).Count);
    }

    [Fact]
    public async Task An_answer_that_a_full_window_refuses_is_told_as_beyond_the_budget()
    {
        await ChargeAsync(12);
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        await RefuseAsync();

        Assert.Equal("budget", Assert.Single(await EventsAsync(EventNames.CodeRejected)).Reason);
    }

    [Fact]
    public async Task Locks_of_two_accounts_at_the_same_moment_are_both_told()
    {
        var boris = Person.New(_engine);
        await boris.SignInAsync();
        var secret = await boris.EnrolTokenAsync();
        await boris.TicketAsync();
        await ChargeAsync(5);
        await ChargeAsync(5, boris);

        await RefuseAsync();
        var refused = await boris.CompleteAsync(await boris.TicketAsync(), boris.CodeOf(secret) == "123456" ? "654321" : "123456");

        Assert.Equal(RefusalKind.Locked, refused.Refusal?.Kind);
        Assert.Single(await EventsAsync(EventNames.AccountLocked));
        Assert.Single(await _engine.Store.ListEventsAsync(new EventFilter(boris.Id, 10) { Name = EventNames.AccountLocked }, default));
    }

    // Only the last one locks, as if all of them had been judged at once.
    private async Task ChargeAsync(int times, Person? person = null)
    {
        for (var time = 1; time <= times; time++)
        {
            var limits = Limits with { LockAfter = time == times ? Limits.LockAfter : null };
            var charge = new ChargeAccount((person ?? _anna).Id, AccountKind.Factor, limits, _engine.Clock.Now);
            Assert.True((await _engine.Store.CommitAsync([charge], default)).Done);
        }
    }

    private async Task RefuseAsync() => Assert.Equal(RefusalKind.Locked, (await AnswerAsync()).Refusal?.Kind);

    private async Task<Outcome<SignedIn>> AnswerAsync() =>
        await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret) == "123456" ? "654321" : "123456");

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = name }, default);
}
