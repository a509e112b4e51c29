using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task Another_active_enrolment_can_become_primary()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));

        await GivenAsync(new MakePrimary(second.Id, _user));

        Assert.Equal([second.Id], await PrimariesAsync());
        Assert.False((await EnrolmentAsync(first.Id)).IsPrimary);
    }

    [ContractFact]
    public async Task A_pending_enrolment_never_becomes_primary_and_the_old_one_stays()
    {
        var active = await ActiveAsync("app");
        var pending = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(pending));

        Assert.False(await WinsAsync(new MakePrimary(pending.Id, _user)));
        Assert.Equal([active.Id], await PrimariesAsync());
    }

    [ContractFact]
    public async Task The_primary_is_not_removed_while_others_are_active()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));
        var pending = StoreRows.Pending(_user, "sms", Now);
        await GivenAsync(new AddEnrolment(pending));

        Assert.False(await WinsAsync(new RemoveEnrolment(first.Id, _user, NewPrimaryId: null)));
        Assert.False(await WinsAsync(new RemoveEnrolment(first.Id, _user, pending.Id)));
        Assert.False(await WinsAsync(new RemoveEnrolment(first.Id, _user, first.Id)));
        Assert.True(await WinsAsync(new RemoveEnrolment(second.Id, _user, NewPrimaryId: null)));
        Assert.True(await WinsAsync(new RemoveEnrolment(first.Id, _user, NewPrimaryId: null)));
        Assert.False(await WinsAsync(new RemoveEnrolment(first.Id, _user, NewPrimaryId: null)));
    }

    [ContractFact]
    public async Task A_successor_takes_the_place_of_a_removed_primary()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));

        await GivenAsync(new RemoveEnrolment(first.Id, _user, second.Id));

        Assert.Equal([second.Id], await PrimariesAsync());
        Assert.Single((await FactorsAsync()).Enrolments);
    }

    [ContractFact]
    public async Task Removing_another_than_the_primary_leaves_the_primary_alone()
    {
        var (first, second, third) = (await ActiveAsync("app"), await ActiveAsync("email"), await ActiveAsync("sms"));

        await GivenAsync(new RemoveEnrolment(second.Id, _user, third.Id));

        Assert.Equal([first.Id], await PrimariesAsync());
    }

    [ContractFact]
    public async Task Removal_takes_the_backup_codes_and_closes_the_challenges_of_the_enrolment()
    {
        var (_, row) = (await ActiveAsync("email"), await ActiveAsync());
        var own = StoreRows.BackupCode(_user, row.Id, Now);
        var users = StoreRows.BackupCode(_user, null, Now);
        await GivenAsync(new ReplaceBackupCodes(_user, row.Id, [own]), new ReplaceBackupCodes(_user, null, [users]));
        var question = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id });

        await GivenAsync(new RemoveEnrolment(row.Id, _user, NewPrimaryId: null));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(question)).State);
        Assert.False(await WinsAsync(new SpendBackupCode(_user, own.Hash, Now)));
        Assert.True(await WinsAsync(new SpendBackupCode(_user, users.Hash, Now)));
    }

    [ContractFact]
    public async Task The_last_enrolment_that_was_proven_takes_the_backup_codes_of_the_user_along()
    {
        var (app, email) = (await ActiveAsync("app"), await ActiveAsync("email"));
        var users = StoreRows.BackupCode(_user, null, Now);
        await GivenAsync(
            new ReplaceBackupCodes(_user, null, [users]),
            new PauseEnrolment(email.Id, _user, Paused: true),
            new AddEnrolment(StoreRows.Pending(_user, "sms", Now)));

        await GivenAsync(new RemoveEnrolment(app.Id, _user, NewPrimaryId: null));
        Assert.Equal(1, await LeftAsync());
        await GivenAsync(new RemoveEnrolment(email.Id, _user, NewPrimaryId: null));
        Assert.Equal(0, await LeftAsync());

        Task<int> LeftAsync() => AskAsync(store => store.CountBackupCodesAsync(_user, null, CancellationToken.None));
    }

    // Whoever reads that it is pending, and comes after its confirmation, would turn the second factor off without a proof.
    [ContractFact]
    public async Task What_is_removed_because_it_is_pending_stays_once_it_was_proven()
    {
        var row = await ActiveAsync();

        Assert.False(await WinsAsync(new RemoveEnrolment(row.Id, _user, NewPrimaryId: null) { IsOnlyPending = true }));
        var pending = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(pending));
        Assert.True(await WinsAsync(new RemoveEnrolment(pending.Id, _user, NewPrimaryId: null) { IsOnlyPending = true }));
    }

    [ContractFact]
    public async Task Nobody_removes_the_enrolment_of_another_user()
    {
        var row = await ActiveAsync();

        Assert.False(await WinsAsync(new RemoveEnrolment(row.Id, "another user", NewPrimaryId: null)));
        Assert.Single((await FactorsAsync()).Enrolments);
    }

    [ContractFact]
    public async Task Removing_all_factors_leaves_nothing_of_the_user_and_everything_of_others()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));
        var (own, users) = (StoreRows.BackupCode(_user, first.Id, Now), StoreRows.BackupCode(_user, null, Now));
        var foreign = StoreRows.Pending(StoreRows.NewId("user"), "app", Now);
        var limits = new AccountLimits(1, 1, 1);
        await GivenAsync(new AddEnrolment(foreign), new ReplaceBackupCodes(_user, first.Id, [own]), new ReplaceBackupCodes(_user, null, [users]));
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now), new ChargeAccount(_user, AccountKind.Factor, limits, Now));
        var question = await OpenedAsync(challenge => challenge with { EnrolmentId = second.Id });

        await GivenAsync(new RemoveFactors(_user));

        var left = await FactorsAsync();
        Assert.Equal((0, null, null), (left.Enrolments.Count, left.Factor, left.Backup));
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(question)).State);
        Assert.False(await WinsAsync(new SpendBackupCode(_user, own.Hash, Now)));
        Assert.False(await WinsAsync(new SpendBackupCode(_user, users.Hash, Now)));
        Assert.False(await WinsAsync(new UseEnrolment(first.Id, _user, null, Now)));
        Assert.Single((await AskAsync(store => store.FindUserAsync(foreign.UserId, CancellationToken.None))).Enrolments);

        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now));
        Assert.True(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));
    }

    [ContractFact]
    public async Task Removing_all_factors_may_keep_the_wrong_answers_counted_so_far()
    {
        var limits = new AccountLimits(1, 1, 1);
        await ActiveAsync("app");
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now), new ChargeAccount(_user, AccountKind.Factor, limits, Now));

        await GivenAsync(new RemoveFactors(_user) { KeepsCounters = true });

        var left = await FactorsAsync();
        Assert.Equal((0, 1), (left.Enrolments.Count, left.Factor?.Consecutive));
        Assert.False(await WinsAsync(new ChargeAccount(_user, AccountKind.Factor, limits, Now)));
    }

    [ContractFact]
    public async Task A_paused_enrolment_answers_nothing_until_it_is_resumed()
    {
        var row = await ActiveAsync();
        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: true));

        Assert.False(await WinsAsync(new UseEnrolment(row.Id, _user, null, Now)));
        Assert.Empty(await PrimariesAsync());

        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: false));
        Assert.True(await WinsAsync(new UseEnrolment(row.Id, _user, null, Now)));
        Assert.Equal([row.Id], await PrimariesAsync());
    }

    [ContractFact]
    public async Task The_primary_is_not_paused_while_others_are_active()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));

        Assert.False(await WinsAsync(new PauseEnrolment(first.Id, _user, Paused: true)));
        Assert.True(await WinsAsync(new PauseEnrolment(second.Id, _user, Paused: true)));
        Assert.True(await WinsAsync(new PauseEnrolment(first.Id, _user, Paused: true)));
    }

    [ContractFact]
    public async Task A_resumed_enrolment_does_not_displace_the_primary()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("email"));
        await GivenAsync(new PauseEnrolment(second.Id, _user, Paused: true));
        await GivenAsync(new PauseEnrolment(second.Id, _user, Paused: false), new PauseEnrolment(first.Id, _user, Paused: false));

        Assert.Equal([first.Id], await PrimariesAsync());
    }

    [ContractFact]
    public async Task A_pending_enrolment_can_be_neither_paused_nor_resumed()
    {
        var pending = StoreRows.Pending(_user, "app", Now);
        await GivenAsync(new AddEnrolment(pending));

        Assert.False(await WinsAsync(new PauseEnrolment(pending.Id, _user, Paused: true)));
        Assert.False(await WinsAsync(new PauseEnrolment(pending.Id, _user, Paused: false)));
    }

    private async Task<string[]> PrimariesAsync() => [.. (await FactorsAsync()).Enrolments.Where(row => row.IsPrimary).Select(row => row.Id)];
}
