using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    private static readonly AccountLimits NoLocks = new(LockAfter: null, PerDay: null, PerWindow: null);

    [ContractFact]
    public async Task Counters_are_made_once_and_keep_their_first_salt()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Backup, null, Now));
        await GivenAsync(new EnsureAccount(_user, AccountKind.Backup, "first", Now));
        await GivenAsync(new ChargeAccount(_user, AccountKind.Backup, NoLocks, Now));
        await GivenAsync(new EnsureAccount(_user, AccountKind.Backup, "second", Now.AddDays(1)));

        var account = await AccountAsync(AccountKind.Backup);
        Assert.Equal(("first", 1, AccountLimits.DayOf(Now)), (account.Salt, account.DayFailures, account.Day));
    }

    [ContractFact]
    public async Task Counters_that_do_not_exist_cannot_be_charged_or_cleared()
    {
        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, NoLocks, Now)));
        Assert.False(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, NoLocks, ChargedAt: null, Now)));
    }

    [ContractFact]
    public async Task A_wrong_answer_counts_in_a_row_for_the_day_and_for_the_window()
    {
        await ChargedAsync(2);

        var account = await AccountAsync();
        Assert.Equal((2, 2, 2), (account.Consecutive, account.DayFailures, account.WindowFailures));
        Assert.Null(account.LockedUntil);
    }

    [ContractFact]
    public async Task Each_lock_is_as_long_as_the_limits_say()
    {
        var limits = NoLocks with { LockAfter = 3 };
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        for (var wrong = 1; wrong <= 13; wrong++)
        {
            await GivenAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now));

            var lockedUntil = (await AccountAsync()).LockedUntil;
            Assert.Equal(limits.LockFor(wrong), (lockedUntil ?? Now) - Now);
            Clock.Advance(limits.LockFor(wrong));
        }
    }

    [ContractFact]
    public async Task A_charge_that_would_bring_another_lock_than_foreseen_is_lost()
    {
        var limits = NoLocks with { LockAfter = 2 };
        await ChargedAsync(1, limits);
        var charge = new ChargeAccount(_user, AccountKind.Factor, limits, Now);

        Assert.False(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.Zero, false) }));
        Assert.False(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.FromSeconds(60), false) }));
        Assert.Equal(1, (await AccountAsync()).DayFailures);
        Assert.True(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.FromSeconds(30), false) }));
    }

    [ContractFact]
    public async Task A_charge_that_fills_the_window_is_lost_unless_that_is_foreseen()
    {
        var limits = NoLocks with { PerWindow = 3 };
        await ChargedAsync(1, limits);
        var charge = new ChargeAccount(_user, AccountKind.Factor, limits, Now);

        Assert.False(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.Zero, true) }));
        Assert.True(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.Zero, false) }));
        Assert.False(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.Zero, false) }));
        Assert.True(await WinsAsync(charge with { Foreseen = new ChargeOutcome(TimeSpan.Zero, true) }));
    }

    [ContractFact]
    public async Task While_locked_nothing_counts_and_nothing_clears()
    {
        var limits = NoLocks with { LockAfter = 1 };
        await ChargedAsync(1, limits);

        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now.AddSeconds(29))));
        Assert.False(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: null, Now.AddSeconds(29))));
        Assert.True(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: null, Now.AddSeconds(30))));
    }

    [ContractFact]
    public async Task The_day_budget_ends_with_the_day()
    {
        var limits = NoLocks with { PerDay = 2 };
        await ChargedAsync(2, limits);

        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));
        Assert.False(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: null, Now)));
        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now.AddHours(12))));
        Assert.Equal(1, (await AccountAsync()).DayFailures);
    }

    [ContractFact]
    public async Task A_node_whose_clock_is_behind_does_not_reset_the_day()
    {
        var limits = NoLocks with { PerDay = 2 };
        await ChargedAsync(1, limits);

        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now.AddDays(-1))));
        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));
    }

    [ContractFact]
    public async Task The_window_budget_comes_back_day_by_day()
    {
        var limits = NoLocks with { PerWindow = 4 };
        await ChargedAsync(3, limits);
        Clock.Advance(TimeSpan.FromDays(1));
        await GivenAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now));

        Clock.Advance(TimeSpan.FromDays(AccountLimits.WindowDays - 2));
        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));
        Assert.Equal(2, (await AccountAsync()).WindowFailures);
    }

    [ContractFact]
    public async Task A_right_answer_is_heard_again_when_the_window_has_moved_on()
    {
        var limits = NoLocks with { PerWindow = 1 };
        await ChargedAsync(1, limits);

        Assert.False(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: null, Now.AddDays(AccountLimits.WindowDays - 1))));
        Assert.True(await WinsAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: null, Now.AddDays(AccountLimits.WindowDays))));
    }

    [ContractFact]
    public async Task A_right_answer_clears_the_row_but_neither_day_nor_window()
    {
        await ChargedAsync(3);

        await GivenAsync(new ClearAccount(_user, AccountKind.Factor, NoLocks, ChargedAt: null, Now));

        var account = await AccountAsync();
        Assert.Equal((0, 3, 3), (account.Consecutive, account.DayFailures, account.WindowFailures));
    }

    [ContractFact]
    public async Task A_right_answer_that_was_charged_takes_its_charge_back_through_the_lock_it_set()
    {
        var limits = NoLocks with { LockAfter = 2, PerDay = 2 };
        await ChargedAsync(2, limits);

        await GivenAsync(new ClearAccount(_user, AccountKind.Factor, limits, ChargedAt: Now, Now.AddSeconds(1)));

        var account = await AccountAsync();
        Assert.Equal((0, 1, 1), (account.Consecutive, account.DayFailures, account.WindowFailures));
        Assert.Null(account.LockedUntil);
    }

    [ContractFact]
    public async Task A_refund_takes_back_the_charge_and_the_lock_it_set()
    {
        var limits = NoLocks with { LockAfter = 2 };
        await ChargedAsync(2, limits);

        await GivenAsync(new RefundAccount(_user, AccountKind.Factor, limits, ChargedAt: Now));

        var account = await AccountAsync();
        Assert.Equal((1, 1, 1), (account.Consecutive, account.DayFailures, account.WindowFailures));
        Assert.Null(account.LockedUntil);
    }

    [ContractFact]
    public async Task A_refund_leaves_the_lock_of_another_charge()
    {
        var limits = NoLocks with { LockAfter = 2 };
        await ChargedAsync(1, limits);
        await GivenAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now.AddSeconds(1)));

        await GivenAsync(new RefundAccount(_user, AccountKind.Factor, limits, ChargedAt: Now));

        Assert.Equal(Now.AddSeconds(31), (await AccountAsync()).LockedUntil);
    }

    [ContractFact]
    public async Task A_refund_of_nothing_gives_no_credit()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));

        await GivenAsync(new RefundAccount(_user, AccountKind.Factor, NoLocks, Now), new RefundAccount("nobody", AccountKind.Factor, NoLocks, Now));

        var account = await AccountAsync();
        Assert.Equal((0, 0, 0), (account.Consecutive, account.DayFailures, account.WindowFailures));
    }

    [ContractFact]
    public async Task Backup_codes_have_counters_of_their_own()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Backup, "salt", Now));
        await ChargedAsync(1);

        Assert.Equal(0, (await AccountAsync(AccountKind.Backup)).WindowFailures);
    }

    private async Task ChargedAsync(int times, AccountLimits? limits = null)
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        for (var wrong = 0; wrong < times; wrong++)
        {
            await GivenAsync(new ChargeAccount(_user, AccountKind.Factor, limits ?? NoLocks, Now));
        }
    }
}
