using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_backup_code_is_spent_only_once()
    {
        var row = StoreRows.BackupCode(_user, "set", Now);
        await GivenAsync(new ReplaceBackupCodes(_user, "set", [row, StoreRows.BackupCode(_user, "set", Now)]));
        Assert.Equal(row, await FindBackupCodeAsync(row.Hash));

        Assert.False(await WinsAsync(new SpendBackupCode("another user", row.Hash, Now)));
        Assert.True(await WinsAsync(new SpendBackupCode(_user, row.Hash, Now)));
        Assert.False(await WinsAsync(new SpendBackupCode(_user, row.Hash, Now)));
        Assert.Equal(Now, (await FindBackupCodeAsync(row.Hash))?.UsedAt);
        Assert.Equal(1, await CountBackupCodesAsync("set"));
    }

    [ContractFact]
    public async Task A_new_set_replaces_its_own_set_only()
    {
        var (old, kept, users) = (StoreRows.BackupCode(_user, "set", Now), StoreRows.BackupCode(_user, "other", Now), StoreRows.BackupCode(_user, null, Now));
        await GivenAsync(
            new ReplaceBackupCodes(_user, "set", [old]),
            new ReplaceBackupCodes(_user, "other", [kept]),
            new ReplaceBackupCodes(_user, null, [users]));

        await GivenAsync(new ReplaceBackupCodes(_user, "set", [.. Enumerable.Range(0, 10).Select(_ => StoreRows.BackupCode(_user, "set", Now))]));

        Assert.Null(await FindBackupCodeAsync(old.Hash));
        Assert.Equal((10, 1, 1), (await CountBackupCodesAsync("set"), await CountBackupCodesAsync("other"), await CountBackupCodesAsync(null)));
    }

    [ContractFact]
    public async Task The_peppers_of_unspent_codes_are_listed_once_each()
    {
        BackupCode Under(string pepper) => StoreRows.BackupCode(_user, "set", Now) with { PepperId = pepper };
        var spent = Under("1");
        await GivenAsync(new ReplaceBackupCodes(_user, "set", [spent, Under("2"), Under("3"), Under("3")]));
        await GivenAsync(new SpendBackupCode(_user, spent.Hash, Now));

        Assert.Equal(["2", "3"], await AskAsync(store => store.ListPeppersAsync(_user, default)));
        Assert.Empty(await AskAsync(store => store.ListPeppersAsync("nobody", default)));
    }

    [ContractFact]
    public async Task A_set_can_be_emptied()
    {
        await GivenAsync(new ReplaceBackupCodes(_user, null, [StoreRows.BackupCode(_user, null, Now)]));

        await GivenAsync(new ReplaceBackupCodes(_user, null, []));

        Assert.Equal(0, await CountBackupCodesAsync(null));
    }

    [ContractFact]
    public async Task Of_added_codes_the_newest_of_their_origin_stay()
    {
        BackupCode Added(int seconds) => StoreRows.BackupCode(_user, "set", Now.AddSeconds(seconds)) with { Origin = "deux" };
        var (kept, spent, first, second, third) = (StoreRows.BackupCode(_user, "set", Now), Added(1), Added(2), Added(3), Added(4));
        await GivenAsync(new ReplaceBackupCodes(_user, "set", [kept]), new AddBackupCode(spent, 2), new SpendBackupCode(_user, spent.Hash, Now));

        await GivenAsync(new AddBackupCode(first, 2), new AddBackupCode(second, 2), new AddBackupCode(third, 2));

        Assert.Null(await FindBackupCodeAsync(first.Hash));
        Assert.Equal(second, await FindBackupCodeAsync(second.Hash));
        Assert.Equal(third, await FindBackupCodeAsync(third.Hash));
        Assert.Equal(3, await CountBackupCodesAsync("set"));
    }

    [ContractFact]
    public async Task The_code_just_added_stays_whatever_the_clock_says()
    {
        var codes = Enumerable.Range(0, 8).Select(_ => StoreRows.BackupCode(_user, null, Now) with { Origin = "deux" }).ToArray();

        foreach (var code in codes)
        {
            await GivenAsync(new AddBackupCode(code, 1));
        }

        Assert.Equal(codes[^1], await FindBackupCodeAsync(codes[^1].Hash));
        Assert.Equal(1, await CountBackupCodesAsync(null));
    }

    [ContractFact]
    public async Task Imported_backup_codes_are_listed_until_they_are_spent()
    {
        var (shape, other) = (StoreRows.NewId("shape"), StoreRows.NewId("shape"));
        var first = StoreRows.BackupCode(_user, "set", Now) with { Shape = shape, Scheme = "pbkdf2_sha256$260000$salt" };
        var second = StoreRows.BackupCode(_user, "set", Now.AddSeconds(1)) with { Shape = other };
        await GivenAsync(new ReplaceBackupCodes(_user, "set", [second, first, StoreRows.BackupCode(_user, "set", Now)]));
        Assert.Equal([first, second], await ImportedCodesAsync());

        await GivenAsync(new SpendBackupCode(_user, first.Hash, Now));

        Assert.Equal([second], await ImportedCodesAsync());
        Assert.Empty(await AskAsync(store => store.ListImportedCodesAsync("another user", CancellationToken.None)));
    }

    [ContractFact]
    public async Task Every_shape_of_imported_backup_codes_is_listed_once()
    {
        var shapes = Enumerable.Range(0, 3).Select(_ => StoreRows.NewId("shape")).ToArray();
        var codes = shapes.Concat(shapes).Append(null).Select(shape => StoreRows.BackupCode(_user, null, Now) with { Shape = shape });
        await GivenAsync(new ReplaceBackupCodes(_user, null, [.. codes]));

        var listed = await AskAsync(store => store.ListImportedShapesAsync(CancellationToken.None));

        Assert.Equal(shapes.Order(), listed.Where(shapes.Contains).Order());
    }

    [ContractFact]
    public async Task A_session_is_read_as_it_was_written()
    {
        var row = StoreRows.Session(_user, Now) with { ProofUntil = Now.AddMinutes(5), Client = "shop", Scope = "read write" };
        await GivenAsync(new AddSession(row));

        Assert.Equal(row, await SessionAsync(row.Id));
        Assert.Null(await AskAsync(store => store.FindSessionAsync("no such session", CancellationToken.None)));
    }

    // Attack: the password is tried while the owner adds the first method; a session of before must not be stored after.
    [ContractFact]
    public async Task A_session_for_want_of_a_method_is_lost_once_there_is_one()
    {
        await GivenAsync(new AddEnrolment(StoreRows.Pending(_user, "app", Now)));
        Assert.True(await WinsAsync(new AddSession(StoreRows.Session(_user, Now) with { Client = "shop" }) { IsWithoutMethod = true }));

        await ActiveAsync("email");
        Assert.False(await WinsAsync(new AddSession(StoreRows.Session(_user, Now)) { IsWithoutMethod = true }));
        Assert.True(await WinsAsync(new AddSession(StoreRows.Session(_user, Now))));
    }

    [ContractFact]
    public async Task A_session_secret_is_rotated_only_once()
    {
        var row = StoreRows.Session(_user, Now);
        await GivenAsync(new AddSession(row));

        Assert.True(await WinsAsync(new RotateSession(row.Id, row.SecretHash, "second", Now.AddHours(2), Now)));
        Assert.False(await WinsAsync(new RotateSession(row.Id, row.SecretHash, "third", Now.AddHours(3), Now)));
        Assert.Equal(("second", Now.AddHours(2)), ((await SessionAsync(row.Id)).SecretHash, (await SessionAsync(row.Id)).ExpiresAt));
    }

    [ContractFact]
    public async Task An_ended_or_expired_session_is_not_rotated()
    {
        var (ended, expired) = (StoreRows.Session(_user, Now), StoreRows.Session(_user, Now));
        await GivenAsync(new AddSession(ended), new AddSession(expired), new EndSession(ended.Id, Now));

        Assert.False(await WinsAsync(new RotateSession(ended.Id, ended.SecretHash, "next", Now.AddHours(2), Now)));
        Assert.False(await WinsAsync(new RotateSession(expired.Id, expired.SecretHash, "next", Now.AddHours(2), expired.ExpiresAt)));
    }

    [ContractFact]
    public async Task A_session_ends_once()
    {
        var row = StoreRows.Session(_user, Now);
        await GivenAsync(new AddSession(row));

        Assert.True(await WinsAsync(new EndSession(row.Id, Now)));
        Assert.False(await WinsAsync(new EndSession(row.Id, Now.AddSeconds(1))));
        Assert.Equal(Now, (await SessionAsync(row.Id)).EndedAt);
    }

    [ContractFact]
    public async Task Fresh_proof_is_extended_and_never_shortened()
    {
        var row = StoreRows.Session(_user, Now);
        await GivenAsync(new AddSession(row), new RenewProof(row.Id, Now.AddMinutes(5)), new RenewProof(row.Id, Now.AddMinutes(3)));

        Assert.Equal(Now.AddMinutes(5), (await SessionAsync(row.Id)).ProofUntil);
    }

    [ContractFact]
    public async Task All_sessions_but_one_end_together()
    {
        var (kept, ended, foreign) = (StoreRows.Session(_user, Now), StoreRows.Session(_user, Now), StoreRows.Session("another user", Now));
        await GivenAsync(new AddSession(kept), new AddSession(ended), new AddSession(foreign));

        await GivenAsync(new EndSessions(_user, kept.Id, Now));
        Assert.Equal((null, Now, null), (await EndOfAsync(kept), await EndOfAsync(ended), await EndOfAsync(foreign)));

        await GivenAsync(new EndSessions(_user, null, Now.AddSeconds(1)));
        Assert.Equal((Now.AddSeconds(1), Now), (await EndOfAsync(kept), await EndOfAsync(ended)));
    }

    [ContractFact]
    public async Task Events_are_listed_newest_first()
    {
        var (first, second) = (StoreRows.Event(_user, Now), StoreRows.Event(_user, Now.AddSeconds(1)));
        var bare = new MfaEvent { Id = StoreRows.NewId("event"), Name = EventNames.CodeSent, At = Now.AddSeconds(2) };
        await GivenAsync(new AddEvents([first, bare]), new AddEvents([second]));

        Assert.Equal([second, first], await ListEventsAsync(_user, 10));
        Assert.Equal([second], await ListEventsAsync(_user, 1));
        Assert.Contains(bare, await ListEventsAsync(null, 1000));
    }

    [ContractFact]
    public async Task Events_are_listed_by_name_and_page_by_page()
    {
        // Two of one instant: the page must not lose or repeat one of them.
        var rows = new[] { 0, 1, 1, 2 }.Select(second => StoreRows.Event(_user, Now.AddSeconds(second))).ToArray();
        var other = StoreRows.Event(_user, Now.AddSeconds(3)) with { Name = EventNames.CodeSent };
        await GivenAsync(new AddEvents([.. rows, other]));
        var all = await ListEventsAsync(new EventFilter(_user, 10) { Name = EventNames.CodeAccepted });

        var first = await ListEventsAsync(new EventFilter(_user, 2) { Name = EventNames.CodeAccepted });
        var second = await ListEventsAsync(new EventFilter(_user, 2) { Name = EventNames.CodeAccepted, BeforeId = first[^1].Id });

        Assert.Equal(4, all.Count);
        Assert.Equal(all, first.Concat(second));
        Assert.Equal([other], await ListEventsAsync(new EventFilter(_user, 10) { Name = EventNames.CodeSent }));
        Assert.Empty(await ListEventsAsync(new EventFilter(_user, 10) { BeforeId = "no such event" }));
    }

    private Task<BackupCode?> FindBackupCodeAsync(string hash) =>
        AskAsync(store => store.FindBackupCodeAsync(_user, hash, CancellationToken.None));

    private Task<IReadOnlyList<BackupCode>> ImportedCodesAsync() => AskAsync(store => store.ListImportedCodesAsync(_user, CancellationToken.None));

    private Task<int> CountBackupCodesAsync(string? set) =>
        AskAsync(store => store.CountBackupCodesAsync(_user, set, CancellationToken.None));

    private Task<IReadOnlyList<MfaEvent>> ListEventsAsync(string? user, int take) => ListEventsAsync(new EventFilter(user, take));

    private Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter) =>
        AskAsync(store => store.ListEventsAsync(filter, CancellationToken.None));

    private async Task<DateTimeOffset?> EndOfAsync(Session row) => (await SessionAsync(row.Id)).EndedAt;
}
