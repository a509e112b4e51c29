using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task Challenges_that_ended_are_purged_and_others_are_not()
    {
        var (old, live) = (StoreRows.Challenge(_user, Now.AddYears(-9)), StoreRows.Challenge(_user, Now));
        await GivenAsync(new OpenChallenge(old, null, false), new OpenChallenge(live, null, false));

        Assert.True(await PurgeAsync(PurgeKind.Challenges, Now.AddYears(-8)) > 0);

        Assert.Null(await AskAsync(store => store.FindChallengeAsync(old.TicketHash ?? "", CancellationToken.None)));
        Assert.Equal(live, await ChallengeAsync(live));
    }

    [ContractFact]
    public async Task Sessions_that_ended_are_purged_and_others_are_not()
    {
        var (old, live) = (StoreRows.Session(_user, Now.AddYears(-9)), StoreRows.Session(_user, Now));
        await GivenAsync(new AddSession(old), new AddSession(live));

        await PurgeAsync(PurgeKind.Sessions, Now.AddYears(-8));

        Assert.Null(await AskAsync(store => store.FindSessionAsync(old.Id, CancellationToken.None)));
        Assert.Equal(live, await SessionAsync(live.Id));
    }

    [ContractFact]
    public async Task Messages_and_what_was_counted_are_purged()
    {
        var key = StoreRows.NewId("key");
        var old = Now.AddYears(-9);
        await GivenAsync(
            new AddMessage(StoreRows.Message(null, old)),
            new CountSend(new SendCount { Id = StoreRows.NewId("send"), Key = key, At = old, ExpiresAt = old.AddHours(1) }, [FiveAnHour]),
            Send(key));

        Assert.True(await PurgeAsync(PurgeKind.Messages, Now.AddYears(-8)) > 0);
        Assert.True(await PurgeAsync(PurgeKind.Sends, Now.AddYears(-8)) > 0);
        Assert.Single(await SendsAsync(key));
    }

    [ContractFact]
    public async Task Events_are_purged_by_their_time()
    {
        await GivenAsync(new AddEvents([StoreRows.Event(_user, Now.AddYears(-9)), StoreRows.Event(_user, Now)]));

        await PurgeAsync(PurgeKind.Events, Now.AddYears(-8));

        Assert.Equal(Now, Assert.Single(await ListEventsAsync(_user, 10)).At);
    }

    [ContractFact]
    public async Task A_purge_takes_the_oldest_and_no_more_than_asked_for()
    {
        var rows = Enumerable.Range(0, 3).Select(n => StoreRows.Session(_user, Now.AddYears(-20).AddSeconds(-n))).ToArray();
        await GivenAsync([.. rows.Select(row => new AddSession(row))]);

        Assert.Equal(2, await PurgeAsync(PurgeKind.Sessions, Now.AddYears(-19), most: 2));
        Assert.Equal(rows[0], await SessionAsync(rows[0].Id));
        Assert.Equal(1, await PurgeAsync(PurgeKind.Sessions, Now.AddYears(-19), most: 2));
    }

    [ContractFact]
    public async Task A_day_of_wrong_answers_is_purged_when_it_has_left_the_window()
    {
        var then = Now.AddYears(-30);
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, then), new ChargeAccount(_user, AccountKind.Factor, NoLocks, then));
        var left = then.AddDays(AccountLimits.WindowDays);
        await PurgeAsync(PurgeKind.FailureDays, then);

        Assert.Equal(0, await PurgeAsync(PurgeKind.FailureDays, left.AddDays(-1)));
        Assert.Equal(1, await PurgeAsync(PurgeKind.FailureDays, left));
        Assert.Equal(0, (await AccountAsync()).WindowFailures);
    }

    [ContractFact]
    public async Task A_purge_leaves_the_rest_of_the_window_as_it_is()
    {
        var (limits, then) = (NoLocks with { PerWindow = 3 }, Now.AddYears(-40));
        var left = then.AddDays(AccountLimits.WindowDays);
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, then), new ChargeAccount(_user, AccountKind.Factor, limits, then));
        foreach (var later in new[] { then.AddDays(1), then.AddDays(2) })
        {
            await GivenAsync(new ChargeAccount(_user, AccountKind.Factor, limits, later));
        }

        await PurgeAsync(PurgeKind.FailureDays, then);

        Assert.Equal(1, await PurgeAsync(PurgeKind.FailureDays, left));
        Assert.Equal((2, AccountLimits.DayOf(left)), ((await AccountAsync()).WindowFailures, (await AccountAsync()).RolledDay));
        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, left)));
        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, left)));
        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, left.AddDays(1))));
    }

    [ContractFact]
    public async Task A_pending_enrolment_goes_once_when_its_time_is_over()
    {
        var row = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(row));
        Assert.DoesNotContain(await ExpiredAsync(Now.AddMinutes(9)), expired => expired.Id == row.Id);
        Assert.False(await WinsAsync(new ExpireEnrolment(row.Id, _user, Now.AddMinutes(9))));

        Assert.Contains(row, await ExpiredAsync(Now.AddMinutes(10)));
        Assert.True(await WinsAsync(new ExpireEnrolment(row.Id, _user, Now.AddMinutes(10))));
        Assert.False(await WinsAsync(new ExpireEnrolment(row.Id, _user, Now.AddMinutes(10))));
        Assert.Empty((await FactorsAsync()).Enrolments);
    }

    [ContractFact]
    public async Task An_enrolment_that_was_confirmed_does_not_expire()
    {
        var row = await ActiveAsync();

        Assert.False(await WinsAsync(new ExpireEnrolment(row.Id, _user, Now.AddYears(1))));
    }

    private async Task<int> PurgeAsync(PurgeKind kind, DateTimeOffset before, int most = 1_000)
    {
        await using var scope = OpenScope();
        return await ((IPurgeStore)scope.Store).PurgeAsync(kind, before, most, CancellationToken.None);
    }

    private async Task<IReadOnlyList<Enrolment>> ExpiredAsync(DateTimeOffset now)
    {
        await using var scope = OpenScope();
        return await ((IPurgeStore)scope.Store).ListExpiredAsync(now, 1_000, CancellationToken.None);
    }
}
