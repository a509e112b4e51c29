using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using SQLitePCL;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>What a second step costs, counted where the statements arrive and not where they are sent.</summary>
public sealed class StatementCountTests(SqliteDatabase sqlite, PostgresDatabase postgres) : IClassFixture<SqliteDatabase>, IClassFixture<PostgresDatabase>
{
    private readonly string _user = StoreRows.NewId("user");
    private readonly DateTimeOffset _now = new FakeClock().Now;

    // With the one question to the user directory it makes seven.
    [Fact]
    public async Task A_second_step_is_one_question_and_five_changes_on_SQLite()
    {
        await using var context = new TestDbContext(sqlite.Options<TestDbContext>());
        var (challenge, enrolment) = await GivenAsync(context);
        var statements = new List<string>();
        await context.Database.OpenConnectionAsync();
        var handle = ((SqliteConnection)context.Database.GetDbConnection()).Handle;
        raw.sqlite3_trace(handle, (_, statement) => statements.Add(statement), null);

        await SecondStepAsync(context, challenge, enrolment);

        raw.sqlite3_trace(handle, (strdelegate_trace?)null, null);
        Assert.Equal(
            ["SELECT", "BEGIN", "UPDATE", "UPDATE", "UPDATE", "INSERT", "INSERT", "COMMIT"],
            statements.Select(statement => statement.Split(' ', ';')[0]));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_second_step_is_one_question_and_one_batch_of_five_changes_on_PostgreSQL()
    {
        var log = new StatementLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug));
        await using var source = new NpgsqlDataSourceBuilder(postgres.ConnectionString).UseLoggerFactory(loggers).Build();
        await using var context = new TestDbContext(new DbContextOptionsBuilder<TestDbContext>().UseNpgsql(source).Options);
        var (challenge, enrolment) = await GivenAsync(context);
        log.Lines.Clear();

        await SecondStepAsync(context, challenge, enrolment);

        Assert.Equal(["CommandExecutionCompleted", "StartedTransaction", "BatchExecutionCompleted", "CommittedTransaction"], log.Lines.Select(line => line.Name));
        var batch = log.Lines.Single(line => line.Name == "BatchExecutionCompleted").Text;
        Assert.Equal((3, 2), (Occurrences(batch, "UPDATE "), Occurrences(batch, "INSERT INTO ")));
    }

    private async Task<(Challenge Challenge, Enrolment Enrolment)> GivenAsync(TestDbContext context)
    {
        var (challenge, enrolment) = (StoreRows.Challenge(_user, _now), StoreRows.Pending(_user, "app", _now));
        await new EfMfaStore<TestDbContext>(context).CommitAsync(
            [
                new EnsureAccount(_user, AccountKind.Factor, null, _now),
                new AddEnrolment(enrolment),
                new ActivateEnrolment(enrolment.Id, _user, enrolment.SealedFactor, 1, null, null, _now),
                new OpenChallenge(challenge, LiveLimit: 3, RefuseOverLimit: false),
            ],
            CancellationToken.None);
        return (challenge, enrolment);
    }

    private async Task SecondStepAsync(TestDbContext context, Challenge challenge, Enrolment enrolment)
    {
        var store = new EfMfaStore<TestDbContext>(context);
        var asked = await store.FindChallengeAsync(challenge.TicketHash ?? "", CancellationToken.None);
        var result = await store.CommitAsync(
            [
                new ClearAccount(_user, AccountKind.Factor, new AccountLimits(5, 20, 100), ChargedAt: null, _now),
                new SpendChallenge(challenge.Id, CodeHash: null, Charged: false, _now),
                new UseEnrolment(enrolment.Id, _user, Counter: 2, _now),
                new AddEvents([StoreRows.Event(_user, _now)]),
                new AddEvents([StoreRows.Event(_user, _now), StoreRows.Event(_user, _now)]),
                new AddSession(StoreRows.Session(_user, _now)),
            ],
            CancellationToken.None);
        Assert.Equal((1, true), (asked?.User.Enrolments.Count, result.Done));
    }

    private static int Occurrences(string text, string word) => text.Split(word).Length - 1;

    /// <summary>What the driver says it did; connections come from a pool and cost no round trip.</summary>
    private sealed class StatementLog : ILoggerProvider, ILogger
    {
        public List<(string? Name, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name is "CommandExecutionCompleted" or "BatchExecutionCompleted" or "StartedTransaction" or "CommittedTransaction")
            {
                Lines.Add((eventId.Name, formatter(state, exception)));
            }
        }

        public void Dispose()
        {
        }
    }
}
