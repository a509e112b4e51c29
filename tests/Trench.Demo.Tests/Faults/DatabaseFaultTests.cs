using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>PostgreSQL goes away in each way it can (SECURITY row R6), with a plain connection string.</summary>
[Collection(FaultTests.Name)]
public sealed class DatabaseFaultTests : IAsyncLifetime
{
    // Three quarters of a second until somebody asks and one for the answer; the rest is the machine's.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    private RelayedNode? _node;
    private Person _anna = null!;
    private AuthenticatorApp _app = null!;

    public async Task InitializeAsync()
    {
        if (ComponentPresence.SkipReason([Component.PostgreSql]) is not null)
        {
            return;
        }

        _node = await RelayedNode.StartAsync();
        _anna = await Person.RegisterAsync(_node.Host);
        (_app, _) = await _anna.AddAppAsync();
    }

    public async Task DisposeAsync() => await (_node?.DisposeAsync() ?? ValueTask.CompletedTask);

    private RelayedNode Node => _node ?? throw new InvalidOperationException("There is no server.");

    [ComponentFact(Component.PostgreSql)]
    public async Task A_database_that_is_down_is_503_at_once_and_costs_no_attempt()
    {
        var ticket = await _anna.TicketAsync();
        Node.Relay.Close();

        await RefusedAsync(() => _anna.CompleteAsync(ticket, "000000"));
        await RefusedAsync(() => _anna.LogInAsync());
        await RefusedAsync(() => _anna.Api.GetAsync("/health"), hasRetryAfter: false);

        Node.Relay.Open();
        await RecoveredAsync(ticket);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_database_that_is_paused_is_503_in_time_and_costs_no_attempt()
    {
        var ticket = await _anna.TicketAsync();
        Node.Relay.Pause();

        await RefusedAsync(() => _anna.CompleteAsync(ticket, "000000"));
        await RefusedAsync(() => _anna.LogInAsync());

        Node.Relay.Resume();
        await RecoveredAsync(ticket);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_database_that_answers_after_five_seconds_is_503_in_time_and_costs_no_attempt()
    {
        var ticket = await _anna.TicketAsync();
        var before = await SessionsAsync();
        Node.Relay.Delay(TimeSpan.FromSeconds(5));

        await RefusedAsync(() => _anna.CompleteAsync(ticket, "000000"));
        var code = await _app.NextCodeAsync();
        await RefusedAsync(() => _anna.CompleteAsync(ticket, code));
        await RefusedAsync(() => _anna.LogInAsync());

        Assert.Equal(before, await SessionsAsync());
        Node.Relay.Delay(TimeSpan.Zero);
        await RecoveredAsync(ticket);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_disk_that_is_full_is_503_and_leaves_no_session_and_no_attempt_and_the_code_stays_good()
    {
        var ticket = await _anna.TicketAsync();
        var disk = await ServerDisk.UnderAsync(Node.Database);
        var sessions = await SessionsAsync();

        await disk.FillAsync();
        await RefusedAsync(() => _anna.LogInAsync());
        await RefusedAsync(() => _anna.CompleteAsync(ticket, "000000"));
        var code = await _app.NextCodeAsync();
        await RefusedAsync(() => _anna.CompleteAsync(ticket, code));
        Assert.Equal((sessions, 0), (await SessionsAsync(), await AttemptsAsync()));

        await disk.ClearAsync();
        (await _anna.CompleteAsync(ticket, code)).Has(200);
        await RecoveredAsync(await _anna.TicketAsync());
        Assert.Equal((sessions + 2, 0), (await SessionsAsync(), await AttemptsAsync()));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task Killed_sessions_are_503_or_nothing_and_never_a_half_login()
    {
        var before = await SessionsAsync();
        var statuses = new List<int>();
        for (var round = 0; round < 10; round++)
        {
            var login = await _anna.LogInAsync();
            var killing = KillSessionsAsync();
            var answer = login.Status == 200
                ? await _anna.CompleteAsync(login.String("ephemeral_token"), await _app.NextCodeAsync())
                : login;
            await killing;
            statuses.Add(answer.Status);
        }

        Assert.All(statuses, status => Assert.True(status is 200 or 503, $"{status}"));
        Assert.Equal(before + statuses.Count(status => status == 200), await SessionsAsync());
    }

    private static async Task RefusedAsync(Func<Task<Answer>> ask, bool hasRetryAfter = true)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = (await ask()).Has(503);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < Soon, $"It took {TimeProvider.System.GetElapsedTime(started)}.");
        Assert.Equal(hasRetryAfter, answer.Headers.RetryAfter is not null);
    }

    private async Task RecoveredAsync(string ticket)
    {
        var started = TimeProvider.System.GetTimestamp();
        Answer answer;
        do
        {
            answer = await _anna.CompleteAsync(ticket, await _app.NextCodeAsync());
        }
        while (answer.Status == 503 && TimeProvider.System.GetElapsedTime(started) < Recovery);

        answer.Has(200);
        await using var context = Faults.Open(Node.Database);
        Assert.Equal(0, await context.Set<Account>().SumAsync(account => account.WindowFailures));
    }

    private async Task<int> SessionsAsync()
    {
        await using var context = Faults.Open(Node.Database);
        return await context.Set<Session>().CountAsync();
    }

    // Wrong answers of the account and of the tickets: each is charged to both.
    private async Task<int> AttemptsAsync()
    {
        await using var context = Faults.Open(Node.Database);
        return await context.Set<Account>().SumAsync(account => account.WindowFailures)
            + await context.Set<Challenge>().SumAsync(challenge => challenge.Attempts);
    }

    private async Task KillSessionsAsync()
    {
        await using var context = Faults.Open(Node.Database);
        await context.Database.ExecuteSqlRawAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
}
