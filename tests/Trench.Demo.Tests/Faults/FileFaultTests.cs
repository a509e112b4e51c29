using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>The SQLite file is full, or somebody else writes to it (SECURITY rows R6 and R7).</summary>
[Collection(Name)]
public sealed class FileFaultTests
{
    private const string Name = "the file alone";

    // How long the driver waits for the file by itself.
    private static readonly TimeSpan DriversPatience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_full_disk_is_503_and_leaves_no_session_and_no_attempt()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        var disk = new Disk();
        await using var host = new DemoHost(database, World.Create())
        {
            AddServices = services => services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(disk)),
        };
        var anna = await Person.RegisterAsync(host);
        var (app, _) = await anna.AddAppAsync();
        var ticket = await anna.TicketAsync();
        var bob = await Person.RegisterAsync(host);
        await bob.AddAppAsync();
        (await anna.CompleteAsync(ticket, "000000")).Has(401);
        var sessions = await SessionsAsync(database);
        var attempts = await AttemptsAsync(database);
        Assert.Equal((1, 1), attempts);

        disk.IsFull = true;
        Assert.Equal(503, await LastAsync(bob));
        (await anna.CompleteAsync(ticket, await app.NextCodeAsync())).Has(503);
        (await anna.CompleteAsync(ticket, "000000")).Has(503);
        Assert.Equal(sessions, await SessionsAsync(database));
        Assert.Equal(attempts, await AttemptsAsync(database));

        disk.IsFull = false;
        await anna.SignInAsync(ticket, await app.NextCodeAsync());
    }

    [Fact]
    public async Task While_another_program_writes_for_a_moment_everybody_waits_and_nobody_is_refused()
    {
        await using var node = await LoneNode.CreateAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Person.RegisterAsync(node.Host)));
        await using var other = await OtherAsync(node.Database);
        await using var writing = await other.BeginTransactionAsync();

        var answers = Task.WhenAll(people.Select(person => person.LogInAsync()));
        await Task.Delay(TimeSpan.FromMilliseconds(800));
        Assert.False(answers.IsCompleted);
        await writing.RollbackAsync();

        Assert.All(await answers, answer => answer.Has(200));
    }

    [Fact]
    public async Task A_file_that_another_program_keeps_is_503_meanwhile_and_everybody_gets_in_afterwards()
    {
        await using var node = await LoneNode.CreateAsync();
        node.Listen();
        var anna = await Person.RegisterAsync(node.Host);
        var (app, _) = await anna.AddAppAsync();
        var ticket = await anna.TicketAsync();
        await using var other = await OtherAsync(node.Database);
        await using var writing = await other.BeginTransactionAsync();

        var started = TimeProvider.System.GetTimestamp();
        var code = anna.CompleteAsync(ticket, await app.NextCodeAsync());
        Assert.All(await Task.WhenAll(code, anna.LogInAsync()), answer => Assert.NotNull(answer.Has(503).Headers.RetryAfter));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, DriversPatience / 6);

        await writing.RollbackAsync();
        await anna.SignInAsync(await anna.TicketAsync(), await app.NextCodeAsync());
    }

    private static async Task<SqliteConnection> OtherAsync(TestDatabase database)
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(database.Folder, "trench.db")};Pooling=False");
        await other.OpenAsync();
        return other;
    }

    // The last pages of the file are used up by tickets first.
    private static async Task<int> LastAsync(Person person)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await person.LogInAsync()).Status is not 200 and var status)
            {
                return status;
            }
        }

        return 200;
    }

    private static async Task<int> SessionsAsync(TestDatabase database)
    {
        await using var context = Faults.Open(database);
        return await context.Set<Session>().CountAsync();
    }

    // Wrong answers of the account and of the tickets: each is charged to both.
    private static async Task<(int Account, int Tickets)> AttemptsAsync(TestDatabase database)
    {
        await using var context = Faults.Open(database);
        return (
            await context.Set<Account>().SumAsync(account => account.WindowFailures),
            await context.Set<Challenge>().SumAsync(challenge => challenge.Attempts));
    }

    /// <summary>Lets the file grow no more.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Limit(connection);
            return Task.CompletedTask;
        }

        // A limit below the present size means the present size.
        private void Limit(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {(IsFull ? 1 : 1_000_000)}";
            command.ExecuteScalar();
        }
    }

    /// <summary>Nothing beside it: on a busy machine a file is looked at again before it is called silent, and the answer comes later.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;
}
