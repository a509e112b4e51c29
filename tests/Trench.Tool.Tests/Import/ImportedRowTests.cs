namespace Trench.Tool.Tests;

public sealed class ImportedRowTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        for (var user = 1; user <= 3; user++)
        {
            await _move.Old.AddUserAsync(user, $"user{user}@example.test", "+48 600 123 456");
        }
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task Without_apply_it_reports_and_writes_nothing()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, isPrimary: true);

        var run = await _move.RunAsync();

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Contains("To take over: 1 app", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", run.Output, StringComparison.Ordinal);
        Assert.Equal(UserFactors.None.Enrolments, (await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, "aB3dE5gH7jK9", isPrimary: true);
        await _move.ApplyAsync();
        var (factors, events) = (await _move.New.FactorsAsync("1"), await _move.New.EventsAsync("1"));

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Contains("Taken over: no methods; 0 backup codes", run.Output, StringComparison.Ordinal);
        Assert.Equal(factors.Enrolments, (await _move.New.FactorsAsync("1")).Enrolments);
        Assert.Equal(events, await _move.New.EventsAsync("1"));
    }

    // Attack: somebody removes a lost phone, and a second import lets its finder in again.
    [Fact]
    public async Task What_was_removed_after_the_import_does_not_come_back()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, isPrimary: true);
        await _move.ApplyAsync();
        var row = (await _move.New.FactorsAsync("1")).Enrolments.Single();
        await _move.New.CommitAsync(new RemoveEnrolment(row.Id, "1", NewPrimaryId: null));

        var run = await _move.ApplyAsync();

        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
        Assert.Contains("removed since", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_secret_comes_over_and_is_named_and_a_weaker_one_stays_behind()
    {
        var weak = await _move.Old.AddMethodAsync(1, "app", "JBSWY3DPEHPK3PXP", isPrimary: true);
        var weaker = await _move.Old.AddMethodAsync(2, "app", "JBSWY3DPEHPK3PW", isPrimary: true);

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.LeftOut, run.ExitCode);
        Assert.Matches($@"Weak secret[^\n]*\n  1 rows: {weak}\b", run.Output);
        Assert.Matches($@"Secret under 80 bits[^\n]*\n  1 rows: {weaker}\b", run.Output);
        Assert.Matches($@"WITHOUT a second step[^\n]*\n  1 rows: {weaker}\b", run.Output);
        Assert.Equal((1, 0), ((await _move.New.FactorsAsync("1")).Enrolments.Count, (await _move.New.FactorsAsync("2")).Enrolments.Count));
    }

    [Fact]
    public async Task Inactive_methods_stay_behind()
    {
        var row = await _move.Old.AddMethodAsync(1, "app", Move.Secret, isActive: false);

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Matches($@"Not active[^\n]*\n  1 rows: {row}\b", run.Output);
        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task A_message_method_without_an_address_stays_behind()
    {
        await _move.Old.AddUserAsync(9, "not an address");
        var row = await _move.Old.AddMethodAsync(9, "email", Move.Secret, isPrimary: true);

        var run = await _move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        Assert.Equal(ExitCodes.LeftOut, run.ExitCode);
        Assert.Matches($@"No usable address[^\n]*\n  1 rows: {row}\b", run.Output);
    }

    [Fact]
    public async Task Numbers_and_devices_come_over_in_their_strict_form()
    {
        await _move.Old.AddMethodAsync(1, "sms_twilio", Move.Secret, isPrimary: true);
        await _move.Old.AddMethodAsync(1, "yubi", "CCCCCCDVULHI");

        await _move.ApplyAsync("--users-table", "auth_user", "--phone-column", "phone_number", "--method", "sms_twilio=sms");

        var rows = (await _move.New.FactorsAsync("1")).Enrolments;
        Assert.Equal(("sms", "+48600123456"), (rows[0].Method, (await _move.New.OpenAsync(rows[0])).Target));
        Assert.Equal(("yubi", "ccccccdvulhi"), (rows[1].Method, rows[1].Reference));
    }

    [Fact]
    public async Task One_device_comes_over_to_one_user()
    {
        await _move.Old.AddMethodAsync(1, "yubi", "ccccccdvulhi", isPrimary: true);
        var second = await _move.Old.AddMethodAsync(2, "yubi", "ccccccdvulhi", isPrimary: true);

        var run = await _move.ApplyAsync();

        Assert.Matches($@"YubiKey that another user has[^\n]*\n  1 rows: {second}\b", run.Output);
        Assert.Empty((await _move.New.FactorsAsync("2")).Enrolments);
    }

    [Fact]
    public async Task A_device_that_somebody_has_here_already_stays_with_them()
    {
        await _move.Old.AddMethodAsync(1, "yubi", "ccccccdvulhi", isPrimary: true);
        await _move.ApplyAsync();
        await _move.Old.RunAsync("UPDATE trench_mfamethod SET user_id = 2");

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.LeftOut, run.ExitCode);
        Assert.Empty((await _move.New.FactorsAsync("2")).Enrolments);
    }

    [Fact]
    public async Task Users_get_their_new_ids_from_the_map()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, isPrimary: true);
        var unknown = await _move.Old.AddMethodAsync(2, "app", Move.Secret, isPrimary: true);
        var map = Path.Combine(_move.Folder, "users.csv");
        await File.WriteAllTextAsync(map, "1, 3f0c\n\n3,aa11\n");

        var run = await _move.ApplyAsync("--user-map", map);

        Assert.Single((await _move.New.FactorsAsync("3f0c")).Enrolments);
        Assert.Matches($@"not in the user map[^\n]*\n  1 rows: {unknown}\b", run.Output);
    }

    [Fact]
    public async Task A_method_of_another_name_comes_over_once_its_kind_is_said()
    {
        await _move.Old.AddMethodAsync(1, "mobile", Move.Secret, isPrimary: true);
        Assert.Contains("unknown name", (await _move.RunAsync()).Output, StringComparison.Ordinal);

        await _move.ApplyAsync("--kind", "mobile=app", "--method", "mobile=app");

        Assert.Equal("app", (await _move.New.FactorsAsync("1")).Enrolments.Single().Method);
    }

    [Fact]
    public async Task Two_methods_that_become_one_name_are_not_merged()
    {
        await _move.Old.AddMethodAsync(1, "sms_twilio", Move.Secret, isPrimary: true);
        var second = await _move.Old.AddMethodAsync(1, "sms_api", Move.Secret);

        var run = await _move.ApplyAsync(
            "--users-table", "auth_user", "--phone-column", "phone_number", "--method", "sms_twilio=sms", "--method", "sms_api=sms");

        Assert.Matches($@"same new name[^\n]*\n  1 rows: {second}\b", run.Output);
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_report_or_in_clear_in_the_target()
    {
        var hash = Django.Hash("aB3dE5gH7jK9", iterations: 1000);
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, $"{hash}|Qw8rTy6uIo4p", isPrimary: true);
        await _move.Old.AddMethodAsync(1, "email", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

        var run = await _move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.True(await _move.TargetHoldsAsync("pbkdf2_sha256$1000$"), "The scan finds what is there.");
        string[] secrets =
        [
            Move.Secret, Convert.ToHexString(OldSecret.Decode(Move.Secret)!), "GEZDGNBVGY3TQOJQ", "Qw8rTy6uIo4p", "aB3dE5gH7jK9",
            hash.Split('$')[3], "user1@example.test",
        ];
        foreach (var secret in secrets)
        {
            Assert.False(await _move.TargetHoldsAsync(secret), secret);
            Assert.DoesNotContain(secret, run.Output + run.Error, StringComparison.OrdinalIgnoreCase);
        }
    }
}
