using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>A million rows of no further use go within a minute, on SQLite within four, and people sign in meanwhile as ever (SECURITY row R14).</summary>
[Trait("Category", "Soak")]
public sealed class PurgeSoakTests(ITestOutputHelper output)
{
    private const int Rows = 1_000_000;
    private const int LoginsBefore = 100;
    private const int PlatformIterations = 100_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // Hashes are random, so that each row of a batch dirties a page of its own in their index: 68 ms a batch on the machine that wrote
    // docs/testing.md, and more where others write to its disk.
    private static readonly TimeSpan LongestOfAFile = TimeSpan.FromMinutes(4);

    // What a query of the planner's choice may cost now and then, whether anything is purged or not.
    private static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(20);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_million_rows_go_in_time_and_logins_take_less_than_twice_as_long(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new RoundClock();
        await using var host = new DemoHost(database, World.Create(), new KeyValuePair<string, string>("Logging:LogLevel:Trench", "Warning"))
        {
            AddServices = services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PlatformIterations);
            },
        };
        var anna = await Person.RegisterAsync(host);
        await anna.AddAppAsync();
        await FillAsync(database, kind);
        var (before, during) = (new Latencies(), new Latencies());
        for (var login = 0; login < LoginsBefore; login++)
        {
            (await before.TimeAsync(anna.LogInAsync)).Has(200);
        }

        var started = Stopwatch.GetTimestamp();
        clock.Ring();
        var gone = GoneAsync(database);
        while (!gone.IsCompleted)
        {
            (await during.TimeAsync(anna.LogInAsync)).Has(200);
        }

        await gone;
        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{kind}: {Rows} rows in {took.TotalSeconds:F1} s; before: {before}; meanwhile: {during}");
        Assert.True(took < (kind == Database.Sqlite ? LongestOfAFile : Longest), $"It took {took}.");
        Assert.True(
            during.Percentile(99) < (2 * before.Percentile(99)) + Allowance.TotalMilliseconds,
            $"The slowest of a hundred logins took {during.Percentile(99):F0} ms instead of {before.Percentile(99):F0} ms.");
    }

    // The widest table with the most indexes: challenges of two days ago, as they came, a thousand a second.
    private static async Task FillAsync(TestDatabase database, Database kind)
    {
        var numbers = kind == Database.PostgreSql
            ? $"SELECT n FROM generate_series(1, {Rows}) AS t(n)"
            : $"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {Rows}) SELECT n FROM t";
        var random = kind == Database.PostgreSql ? "md5(CAST(n AS text))" : "lower(hex(randomblob(16)))";
        var moment = kind == Database.PostgreSql ? "lpad(to_hex({0} + n), 12, '0')" : "printf('%012x', {0} + n)";
        var then = TimeProvider.System.GetUtcNow().AddDays(-2).ToUnixTimeMilliseconds();
        var id = $"{string.Format(CultureInfo.InvariantCulture, moment, then)} || substr({random}, 1, 20)";
        var fill = "INSERT INTO trench_challenges "
            + "(id, ticket_hash, purpose, facade, method, code_hash, state, attempts, max_attempts, created_at, expires_at) "
            + $"SELECT {id}, 'hash-' || {random}, 'login', 'trench', 'email', {random}, 0, 0, 5, {then}, {then} + n FROM ({numbers}) AS s";
        await using var context = Faults.Open(database);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await context.Database.ExecuteSqlRawAsync(fill);
    }

    private static async Task GoneAsync(TestDatabase database)
    {
        var old = TimeProvider.System.GetUtcNow().AddDays(-1);
        await using var context = Faults.Open(database);
        while (await context.Set<Challenge>().AnyAsync(row => row.ExpiresAt < old))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>The clock of the machine; what is to happen every five minutes happens when the test says so.</summary>
    private sealed class RoundClock : TimeProvider
    {
        private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);
        private readonly List<ITimer> _rounds = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (period != Round)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _rounds.Add(timer);
            return timer;
        }

        public void Ring() => _rounds.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
