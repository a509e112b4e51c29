using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_commit_is_all_or_nothing_and_names_the_lost_change()
    {
        var (code, session) = (StoreRows.BackupCode(_user, null, Now), StoreRows.Session(_user, Now));
        await GivenAsync(new ReplaceBackupCodes(_user, null, [code]));
        var lost = new SpendBackupCode(_user, "no such code", Now);

        var result = await CommitAsync(
            new SpendBackupCode(_user, code.Hash, Now), lost, new AddSession(session), new AddEvents([StoreRows.Event(_user, Now)]));

        Assert.Same(lost, result.Lost);
        Assert.Equal(1, await CountBackupCodesAsync(null));
        Assert.Null(await AskAsync(store => store.FindSessionAsync(session.Id, CancellationToken.None)));
        Assert.Empty(await ListEventsAsync(_user, 1));
    }

    [ContractFact]
    public async Task The_first_of_several_lost_changes_is_named()
    {
        var first = new ChargeChallenge("no such challenge", Now);

        Assert.Same(first, (await CommitAsync(first, new SpendBackupCode(_user, "no such code", Now))).Lost);
    }

    [ContractFact]
    public async Task A_row_that_is_there_already_loses_and_is_named()
    {
        var (session, other) = (StoreRows.Session(_user, Now), StoreRows.Session(_user, Now));
        await GivenAsync(new AddSession(session));
        var twice = new AddSession(session);

        Assert.Same(twice, (await CommitAsync(new AddSession(other), twice, new AddEvents([StoreRows.Event(_user, Now)]))).Lost);
        Assert.Null(await AskAsync(store => store.FindSessionAsync(other.Id, CancellationToken.None)));
    }

    [ContractFact]
    public async Task A_later_change_sees_the_earlier_ones()
    {
        var row = StoreRows.Pending(_user, "email", Now);

        await GivenAsync(
            new EnsureAccount(_user, AccountKind.Factor, null, Now),
            new ChargeAccount(_user, AccountKind.Factor, NoLocks, Now),
            new AddEnrolment(row),
            Activate(row),
            new UseEnrolment(row.Id, _user, Counter: 1, Now),
            new MakePrimary(row.Id, _user));

        Assert.Equal([row.Id], await PrimariesAsync());
    }

    [ContractFact]
    public async Task What_the_application_stores_alongside_decides_too()
    {
        var session = StoreRows.Session(_user, Now);
        var change = new AddSession(session);

        var refused = await AlongsideAsync(change, _ => Task.FromResult(false));
        Assert.Same(change, refused.Lost);
        Assert.Null(await AskAsync(store => store.FindSessionAsync(session.Id, CancellationToken.None)));

        Assert.True((await AlongsideAsync(change, _ => Task.FromResult(true))).Done);
        Assert.Equal(session, await SessionAsync(session.Id));
    }

    [ContractFact]
    public async Task A_failure_alongside_commits_nothing_and_is_not_swallowed()
    {
        var session = StoreRows.Session(_user, Now);

        await Assert.ThrowsAsync<FormatException>(
            () => AlongsideAsync(new AddSession(session), _ => throw new FormatException("the application's own failure")));

        Assert.Null(await AskAsync(store => store.FindSessionAsync(session.Id, CancellationToken.None)));
        Assert.True(await WinsAsync(new AddSession(session)));
    }

    [ContractFact]
    public async Task Nothing_alongside_runs_after_a_lost_change()
    {
        var ran = false;

        await AlongsideAsync(
            new ChargeChallenge("no such challenge", Now),
            _ => Task.FromResult(ran = true));

        Assert.False(ran);
    }

    [ContractFact]
    public async Task Every_kind_of_change_is_known_to_the_store()
    {
        var row = StoreRows.Pending(_user, "email", Now);
        Change[] samples =
        [
            new EnsureAccount(_user, AccountKind.Factor, null, Now), new ChargeAccount(_user, AccountKind.Factor, NoLocks, Now),
            new RefundAccount(_user, AccountKind.Factor, NoLocks, Now), new ClearAccount(_user, AccountKind.Factor, NoLocks, null, Now),
            new OpenChallenge(StoreRows.Challenge(_user, Now), null, false), Replace(StoreRows.Challenge(_user, Now), Now, sends: true),
            new ForgetMessage("id", Now), new PaceChallenge("id", TimeSpan.FromSeconds(2), Now), new ChargeChallenge("id", Now), new CloseChallenge("id"), new RefundChallenge("id"), new SpendChallenge("id", null, false, Now),
            new AnswerChallenge("id", null, false, null, Now), new UseChallenge("id", Now), new CloseChallenges(_user, null),
            new AddEnrolment(row), new ReplacePendingFactor(row.Id, _user, row.SealedFactor, null, Now.AddMinutes(1)),
            new DescribeEnrolment(row.Id, _user, "", false, false), new SeedMethodConfig(Config()), new AddMethodConfig(Config()),
            new ChangeMethodConfig(Config()), Activate(row), new RequestFactorChange(row.Id, _user, "factor", null, Now.AddMinutes(1)),
            new AcceptFactorChange(row.Id, _user, "factor", 1, Now), new UseEnrolment(row.Id, _user, 2, Now), new MakePrimary(row.Id, _user),
            new PauseEnrolment(row.Id, _user, true), new RemoveEnrolment(row.Id, _user, null), new RemoveFactors(_user),
            new ReplaceBackupCodes(_user, null, []), new AddBackupCode(StoreRows.BackupCode(_user, null, Now) with { Origin = "deux" }, 2),
            Send("key"), new RefundSends("challenge"), new ExpireEnrolment(row.Id, _user, Now),
            new SpendBackupCode(_user, "hash", Now), new AddMessage(StoreRows.Message("challenge", Now)),
            new RetryMessage("id", "worker", Now), new AbandonMessage("id", "worker"),
            new AddSession(StoreRows.Session(_user, Now)), new RotateSession("id", "old", "new", Now, Now), new RenewProof("id", Now),
            new EndSession("id", Now), new EndSessions(_user, null, Now), new AddEvents([StoreRows.Event(_user, Now)]),
        ];

        var kinds = typeof(Change).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Change)) && !type.IsAbstract);
        Assert.Equal(kinds.ToHashSet(), [.. samples.Select(sample => sample.GetType())]);
        foreach (var sample in samples)
        {
            // Won or lost does not matter here: a store that does not know a change throws.
            await CommitAsync(sample);
        }
    }

    private async Task<CommitResult> AlongsideAsync(Change change, Func<CancellationToken, Task<bool>> alongside)
    {
        await using var scope = OpenScope();
        return await scope.Store.CommitAsync([change], CancellationToken.None, alongside);
    }
}
