using System.Globalization;
using Trench.Testing;

namespace Trench.Tool.Tests;

public sealed class SqliteFenceTests() : FenceTests(Testing.Database.Sqlite);

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresFenceTests() : FenceTests(Testing.Database.PostgreSql);

/// <summary>A database is restored from a backup after something was used: what was used must not be good again.</summary>
public abstract class FenceTests(Testing.Database kind) : IAsyncLifetime
{
    private readonly SoftYubiKey _key = SoftYubiKey.New();
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync(
            kind == Testing.Database.Sqlite ? null : await PostgresScratch.CreateAsync(),
            new Dictionary<string, string?> { ["TRENCH_AUTH:MFA_METHODS:yubi:YUBIKEY_OFFLINE_KEYS:0"] = _key.Entry });
        await _move.BringUserAsync();
        await _move.New.SignInAsync("7", "wrong0000000");
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [ContractFact]
    public async Task Without_a_fence_a_restored_backup_revives_a_spent_code()
    {
        await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));

        Assert.True((await _move.New.SignInAsync("7", "code00000000")).Succeeded);
    }

    [ContractFact]
    public async Task A_backup_code_used_since_the_backup_is_refused()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));

        await FenceAsync(since);

        Assert.False((await _move.New.SignInAsync("7", "code00000000")).Succeeded);
        Assert.False((await _move.New.SignInAsync("7", "code00000001")).Succeeded);
    }

    [ContractFact]
    public async Task A_code_of_the_app_used_since_the_backup_is_refused_and_the_next_one_is_good()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", _move.AppCode));

        await FenceAsync(since);

        Assert.Equal(RefusalKind.CodeWrong, (await _move.New.SignInAsync("7", _move.AppCode)).Refusal?.Kind);
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Succeeded);
    }

    [ContractFact]
    public async Task A_password_of_a_key_of_ones_own_used_since_the_backup_is_refused_where_there_is_another_method()
    {
        await BringKeyAsync(user: "7");
        var used = _key.Press();
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", used));

        var report = await FenceAsync(since);

        Assert.Equal(RefusalKind.CodeWrong, (await _move.New.SignInAsync("7", used)).Refusal?.Kind);
        Assert.Contains("by their owners, who have another method: 1 (methods: yubi)", report, StringComparison.Ordinal);
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Succeeded);
    }

    [ContractFact]
    public async Task Who_has_nothing_but_such_a_key_is_not_locked_out()
    {
        await BringKeyAsync(user: "8");
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("8", _key.Press()));

        var report = await FenceAsync(since);

        Assert.Contains("because their owners have nothing else: 1;", report, StringComparison.Ordinal);
        Assert.True((await _move.New.SignInAsync("8", _key.Press())).Succeeded);
    }

    [ContractFact]
    public async Task The_user_is_told_to_make_new_codes_until_there_are_new_ones()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));
        await FenceAsync(since);
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Value?.MustRegenerateCodes);

        var set = (await _move.New.FactorsAsync("7")).Enrolments.Single().Id;
        await _move.New.CommitAsync(new ReplaceBackupCodes("7", set, []));
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await _move.New.SignInAsync("7", _move.AppCode)).Value?.MustRegenerateCodes);
    }

    [ContractFact]
    public async Task Tickets_are_dead_sessions_are_over_and_wrong_answers_stay_counted()
    {
        var ticket = (await _move.New.AskAsync("7")).Ticket;
        var signedIn = (await _move.New.SignInAsync("7", "code00000003")).Value;
        var since = await UseAndRestoreAsync(() => Task.CompletedTask);

        await FenceAsync(since);

        Assert.Equal(RefusalKind.TicketExpired, (await _move.New.AnswerAsync(ticket, _move.AppCode)).Refusal?.Kind);
        Assert.NotNull((await _move.New.SessionAsync(signedIn!.Session.Id))?.EndedAt);
        Assert.Equal(1, (await _move.New.FactorsAsync("7")).Backup?.DayFailures);
    }

    [ContractFact]
    public async Task It_is_an_event_that_says_since_when()
    {
        var since = await UseAndRestoreAsync(() => Task.CompletedTask);

        await FenceAsync(since);

        var told = Assert.Single(await _move.New.AllEventsAsync(), happened => happened.Name == EventNames.RestoreFenced);
        Assert.Equal(4, told.Count);
        Assert.Equal(since.ToString("u", CultureInfo.InvariantCulture), told.Reason);
    }

    private async Task BringKeyAsync(string user)
    {
        if (user != "7")
        {
            await _move.Old.AddUserAsync(int.Parse(user, CultureInfo.InvariantCulture));
        }

        await _move.Old.AddMethodAsync(int.Parse(user, CultureInfo.InvariantCulture), "yubi", _key.PublicId, isPrimary: user != "7");
        await _move.ApplyAsync();
        Assert.True((await _move.New.SignInAsync(user, _key.Press())).Succeeded);
    }

    private async Task<DateTimeOffset> UseAndRestoreAsync(Func<Task> use)
    {
        await _move.Target.BackUpAsync();
        var since = _move.New.Clock.Now;
        await use();
        await _move.Target.RestoreAsync();
        return since;
    }

    private async Task<string> FenceAsync(DateTimeOffset since)
    {
        var run = await _move.ToolAsync("fence", "--since", since.ToString("O", CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Output);
        return run.Output;
    }
}
