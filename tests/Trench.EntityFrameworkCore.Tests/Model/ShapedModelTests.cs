using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteShapedModelTests() : ShapedModelTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresShapedModelTests() : ShapedModelTests(new PostgresDatabase());

/// <summary>
/// An application that has its own schema, naming convention, table name and kind of enrolment: the store's SQL follows its model.
/// </summary>
public abstract class ShapedModelTests(TestDatabase database) : IAsyncLifetime
{
    private readonly DateTimeOffset _now = new FakeClock().Now;

    public async Task InitializeAsync()
    {
        if (database.IsAvailable)
        {
            await using var context = Open();
            await context.Database.EnsureTrenchCreatedAsync();
            await context.Database.EnsureTrenchCreatedAsync();
        }
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task An_enrolment_of_the_application_s_own_class_keeps_its_columns()
    {
        var row = new DeviceEnrolment { Id = "own", UserId = "alice", Method = "app", CreatedAt = _now, PendingUntil = _now.AddMinutes(10), Device = "tablet" };

        Assert.True(await WinsAsync(new AddEnrolment(row), new ActivateEnrolment("own", "alice", null, 1, null, null, _now)));

        await using var context = Open();
        var stored = await context.Set<DeviceEnrolment>().SingleAsync();
        Assert.Equal(("tablet", EnrolmentStatus.Active), (stored.Device, stored.Status));
        Assert.Equal("own", Assert.Single((await FactorsAsync()).Enrolments).Id);
    }

    [ContractFact]
    public async Task An_enrolment_of_the_engine_s_own_lives_in_the_same_table()
    {
        var (first, second) = (StoreRows.Pending("alice", "app", _now), StoreRows.Pending("alice", "app", _now.AddSeconds(1)));

        Assert.True(await WinsAsync(new AddEnrolment(first)));
        Assert.True(await WinsAsync(new AddEnrolment(second)));

        Assert.Equal(second, Assert.Single((await FactorsAsync()).Enrolments));
        await using var context = Open();
        Assert.Equal((1, 0), (await context.Set<Enrolment>().CountAsync(), await context.Set<DeviceEnrolment>().CountAsync()));
    }

    [ContractFact]
    public async Task Every_row_finds_its_table()
    {
        var (challenge, code, session) = (StoreRows.Challenge("alice", _now), StoreRows.BackupCode("alice", null, _now), StoreRows.Session("alice", _now));

        Assert.True(await WinsAsync(
            new EnsureAccount("alice", AccountKind.Factor, null, _now),
            new ChargeAccount("alice", AccountKind.Factor, new AccountLimits(5, 20, 100), _now),
            new OpenChallenge(challenge, LiveLimit: 3, RefuseOverLimit: true),
            new ReplaceBackupCodes("alice", null, [code]),
            new AddMessage(StoreRows.Message(challenge.Id, _now)),
            new AddEvents([StoreRows.Event("alice", _now)]),
            new AddSession(session)));

        await using var context = Open();
        Assert.Equal(challenge, await context.Set<Challenge>().AsNoTracking().SingleAsync());
        Assert.Equal(session, await context.Set<Session>().AsNoTracking().SingleAsync());
        Assert.Equal(1, (await context.Set<Account>().AsNoTracking().SingleAsync()).DayFailures);
    }

    private ShapedDbContext Open() => new(database.Options<ShapedDbContext>());

    private async Task<bool> WinsAsync(params Change[] changes)
    {
        await using var context = Open();
        return (await new EfMfaStore<ShapedDbContext>(context).CommitAsync(changes, CancellationToken.None)).Done;
    }

    private async Task<UserFactors> FactorsAsync()
    {
        await using var context = Open();
        return await new EfMfaStore<ShapedDbContext>(context).FindUserAsync("alice", CancellationToken.None);
    }

    private sealed record DeviceEnrolment : Enrolment
    {
        public required string Device { get; init; }
    }

    private sealed class ShapedDbContext(DbContextOptions<ShapedDbContext> options) : DbContext(options)
    {
        // Conventions of the application that would cut hashes, shift instants and refuse nulls, were they to reach the rows of Trench.
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        {
            configurationBuilder.Properties<string>().HaveMaxLength(20);
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<string>();
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.HasDefaultSchema("app");
            modelBuilder.AddTrench();
            modelBuilder.Entity<Session>().ToTable("Proven Sessions");
            modelBuilder.Entity<DeviceEnrolment>().Property(row => row.Device).HasColumnName("Device Name").HasMaxLength(40);
        }
    }
}
