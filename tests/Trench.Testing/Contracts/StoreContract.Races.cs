using Xunit;

namespace Trench.Testing;

/// <summary>Attack: many simultaneous submissions of one thing that may be used once.</summary>
public abstract partial class StoreContract
{
    private const int Contestants = 200;

    [ContractFact]
    public async Task Of_200_simultaneous_uses_of_a_backup_code_one_wins()
    {
        var code = StoreRows.BackupCode(_user, null, Now);
        await GivenAsync(new ReplaceBackupCodes(_user, null, [code, StoreRows.BackupCode(_user, null, Now)]));

        Assert.Equal(1, await RaceAsync(Contestants, _ => [new SpendBackupCode(_user, code.Hash, Now), SessionOf(_user)]));
        Assert.Equal(1, await CountBackupCodesAsync(null));
    }

    [ContractFact]
    public async Task Of_200_simultaneous_uses_of_a_totp_step_one_wins()
    {
        var row = await ActiveAsync();

        Assert.Equal(1, await RaceAsync(Contestants, _ => [new UseEnrolment(row.Id, _user, Counter: 100, Now), SessionOf(_user)]));
    }

    [ContractFact]
    public async Task Of_200_simultaneous_uses_of_a_mailed_code_one_wins()
    {
        var row = await OpenedAsync();

        Assert.Equal(1, await RaceAsync(Contestants, _ => [new SpendChallenge(row.Id, "code", Charged: false, Now), SessionOf(_user)]));
    }

    [ContractFact]
    public async Task Of_200_simultaneous_whole_second_steps_on_one_ticket_one_wins()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        var (row, challenge) = (await ActiveAsync(), await OpenedAsync());

        var winners = await RaceAsync(Contestants, contestant =>
        [
            new SpendChallenge(challenge.Id, null, Charged: false, Now),
            new ClearAccount(_user, AccountKind.Factor, new AccountLimits(5, 20, 100), null, Now),
            new UseEnrolment(row.Id, _user, Counter: contestant + 1, Now),
            new AddEvents([StoreRows.Event(_user, Now), StoreRows.Event(_user, Now)]),
            SessionOf(_user),
        ]);

        Assert.Equal(1, winners);
        Assert.Equal(2, (await ListEventsAsync(_user, 10)).Count);
    }

    [ContractFact]
    public async Task Of_200_simultaneous_rotations_of_a_session_one_wins()
    {
        var row = StoreRows.Session(_user, Now);
        await GivenAsync(new AddSession(row));

        Assert.Equal(1, await RaceAsync(
            Contestants, contestant => [new RotateSession(row.Id, row.SecretHash, $"next-{contestant}", Now.AddHours(2), Now)]));
    }

    [ContractFact]
    public async Task A_burst_of_1000_wrong_answers_stays_within_the_day_budget()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        var limits = new AccountLimits(LockAfter: null, PerDay: 20, PerWindow: 100);

        Assert.Equal(20, await RaceAsync(1000, _ => [new ChargeAccount(_user, AccountKind.Factor, limits, Now)]));
        Assert.Equal((20, 20), ((await AccountAsync()).DayFailures, (await AccountAsync()).WindowFailures));
    }

    [ContractFact]
    public async Task A_burst_of_wrong_answers_stops_at_the_first_lock()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        var limits = new AccountLimits(LockAfter: 5, PerDay: 20, PerWindow: 100);

        Assert.Equal(5, await RaceAsync(Contestants, _ => [new ChargeAccount(_user, AccountKind.Factor, limits, Now)]));
    }

    [ContractFact]
    public async Task A_burst_on_one_ticket_is_evaluated_as_often_as_it_has_attempts()
    {
        var row = await OpenedAsync();

        Assert.Equal(5, await RaceAsync(Contestants, _ => [new ChargeChallenge(row.Id, Now)]));
    }

    [ContractFact]
    public async Task Of_a_burst_on_one_ticket_one_answer_passes_the_pause()
    {
        var row = await OpenedAsync();

        Assert.Equal(1, await RaceAsync(Contestants, _ => [new PaceChallenge(row.Id, TimeSpan.FromSeconds(2), Now)]));
    }

    [ContractFact]
    public async Task The_window_rolls_once_however_many_answers_wait_for_it()
    {
        var limits = NoLocks with { PerWindow = 10 };
        await ChargedAsync(10, limits);
        Clock.Advance(TimeSpan.FromDays(AccountLimits.WindowDays));

        Assert.Equal(10, await RaceAsync(50, _ => [new ChargeAccount(_user, AccountKind.Factor, limits, Now)]));
        Assert.Equal(10, (await AccountAsync()).WindowFailures);
    }

    [ContractFact]
    public async Task A_hundred_simultaneous_choices_leave_one_primary()
    {
        var rows = new[] { await ActiveAsync("app"), await ActiveAsync("email"), await ActiveAsync("sms") };

        Assert.Equal(100, await RaceAsync(100, contestant => [new MakePrimary(rows[contestant % 3].Id, _user)]));
        Assert.Single(await PrimariesAsync());
    }

    [ContractFact]
    public async Task Simultaneous_activations_all_succeed_and_make_one_primary()
    {
        var rows = Enumerable.Range(0, 20).Select(n => StoreRows.Pending(_user, $"method-{n}", Now)).ToArray();
        await GivenAsync([.. rows.Select(row => new AddEnrolment(row))]);

        Assert.Equal(20, await RaceAsync(20, contestant => [Activate(rows[contestant])]));
        Assert.Single(await PrimariesAsync());
    }

    [ContractFact]
    public async Task A_burst_of_new_challenges_never_exceeds_the_live_limit()
    {
        var opened = await RaceAsync(50, _ => [new OpenChallenge(StoreRows.Challenge(_user, Now), LiveLimit: 3, RefuseOverLimit: true)]);

        Assert.Equal(3, opened);
    }

    // Attack: many requests for a code at once, none of which sees the challenge of another.
    [ContractFact]
    public async Task Of_60_simultaneous_challenges_with_a_pause_one_is_opened()
    {
        var opened = await RaceAsync(
            60, _ => [new OpenChallenge(StoreRows.Challenge(_user, Now) with { LastSentAt = Now }, 3, false, TimeSpan.FromSeconds(30))]);

        Assert.Equal(1, opened);
    }

    [ContractFact]
    public async Task Simultaneous_regenerations_leave_one_set_of_backup_codes()
    {
        await RaceAsync(20, _ => [new ReplaceBackupCodes(_user, "set", [.. Enumerable.Range(0, 10).Select(_ => StoreRows.BackupCode(_user, "set", Now))])]);

        Assert.Equal(10, await CountBackupCodesAsync("set"));
    }

    private AddSession SessionOf(string user) => new(StoreRows.Session(user, Now));
}
