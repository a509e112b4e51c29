using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class FilePulseTests : IAsyncLifetime, IDisposable
{
    // Longer than anything takes that is not stuck.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly SqliteDatabase _file = new();
    private readonly ServiceProvider _services;
    private readonly SqliteConnection _other;

    public FilePulseTests()
    {
        _services = ServicesOf(_file.ConnectionString);
        _other = new SqliteConnection(_file.ConnectionString);
    }

    public async Task InitializeAsync()
    {
        await _file.InitializeAsync();
        await _other.OpenAsync();
    }

    public void Dispose() => _other.Dispose();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _other.CloseAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_nobody_keeps_gives_a_sign()
    {
        Assert.True(await ShowsAsync(GetInAsync));
    }

    [Fact]
    public async Task A_file_whose_lock_somebody_keeps_gives_none()
    {
        await using var writing = await _other.BeginTransactionAsync();

        Assert.True(await FallsSilentAsync());
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_to_himself_gives_none()
    {
        await RunAsync("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");

        Assert.False(await ShowsAsync(GetInAsync));

        await RunAsync("ROLLBACK");
    }

    [Fact]
    public async Task A_lock_that_somebody_lets_go_is_a_sign()
    {
        await using var writing = await _other.BeginTransactionAsync();

        Assert.True(await ShowsAsync(async () =>
        {
            await writing.RollbackAsync();
            return await GetInAsync();
        }));
    }

    // In a crowd whoever asks may never be the one.
    [Fact]
    public async Task A_writer_of_this_process_who_got_the_lock_is_a_sign()
    {
        Assert.True(await ShowsAsync(async () =>
        {
            using var turn = await TurnAsync();
            turn.Lock();
            return false;
        }));
    }

    [Fact]
    public async Task A_writer_of_this_process_may_keep_the_lock()
    {
        await using var writing = await _other.BeginTransactionAsync();
        using var turn = await TurnAsync();
        turn.Lock();

        Assert.True(await ShowsAsync(GetInAsync));
    }

    [Fact]
    public async Task A_writer_of_this_process_who_waits_for_the_lock_is_none()
    {
        await using var writing = await _other.BeginTransactionAsync();
        using var turn = await TurnAsync();

        Assert.False(await ShowsAsync(GetInAsync));
    }

    // Whoever has the lock may be another node, which waits for its processor as this one does.
    [Fact]
    public async Task A_machine_that_is_late_has_seen_nothing()
    {
        await using var writing = await _other.BeginTransactionAsync();

        Assert.True(await ShowsAsync(GetInAsync, new Machine(TimeSpan.FromMilliseconds(100))));
    }

    // As another node does, which knows nothing of the turns of this one.
    [Fact]
    public async Task What_another_process_commits_is_a_sign()
    {
        Assert.True(await ShowsAsync(async () =>
        {
            await RunAsync("CREATE TABLE others (id INTEGER)");
            return false;
        }));
    }

    [Fact]
    public async Task Whoever_gets_in_leaves_the_file_as_it_was()
    {
        Assert.True(await GetInAsync());

        await RunAsync("BEGIN IMMEDIATE; ROLLBACK");
    }

    [Fact]
    public async Task Nobody_gets_in_where_somebody_keeps_the_lock()
    {
        await using var writing = await _other.BeginTransactionAsync();

        Assert.False(await GetInAsync());
    }

    [Fact]
    public async Task A_connection_that_all_contexts_share_is_left_alone()
    {
        await using var services = new ServiceCollection()
            .AddDbContext<TestDbContext>(options => options.UseSqlite(_other))
            .AddSingleton<StorePulse<TestDbContext>>()
            .BuildServiceProvider();
        await RunAsync("PRAGMA busy_timeout = 77");

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);

        await using var command = _other.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout";
        Assert.Equal(77L, await command.ExecuteScalarAsync());
    }

    // A node that waits for its processor may be late, and a look that came late has seen nothing yet.
    [Fact]
    public void It_is_waited_for_until_it_has_seen_something()
    {
        Assert.True(PulseOf(_services).KeepsTime);
    }

    [Theory]
    [InlineData("Data Source=/nowhere/at/all.db")]
    [InlineData("Data Source=:memory:")]
    public async Task A_file_that_is_none_answers_by_its_refusal(string connection)
    {
        await using var services = ServicesOf(connection);

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    // On a busy machine a look may outlast the first who asked.
    private async Task<bool> FallsSilentAsync()
    {
        using var limit = new CancellationTokenSource(Long);
        while (!limit.IsCancellationRequested)
        {
            try
            {
                await PulseOf(_services).BeatAsync(CancellationToken.None);
            }
            catch (TimeoutException)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> ShowsAsync(Func<Task<bool>> getIn, TimeProvider? machine = null)
    {
        await using var watched = new SqliteConnection(_file.ConnectionString);
        await watched.OpenAsync();
        return await FilePulse.ShowsAsync(watched, getIn, machine ?? new Machine(TimeSpan.Zero)).WaitAsync(Long);
    }

    private async Task<bool> GetInAsync()
    {
        await using var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync();
        return await FilePulse.GetInAsync(connection);
    }

    private async Task<WriterGate.Turn> TurnAsync() =>
        await WriterGate.EnterAsync(_other, Long, CancellationToken.None) ?? throw new InvalidOperationException("There is no file.");

    private async Task RunAsync(string sql)
    {
        await using var command = _other.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static ServiceProvider ServicesOf(string connection) => new ServiceCollection()
        .AddDbContext<TestDbContext>(options => options.UseSqlite(connection))
        .AddSingleton<StorePulse<TestDbContext>>()
        .BuildServiceProvider();

    private static StorePulse<TestDbContext> PulseOf(ServiceProvider services) => services.GetRequiredService<StorePulse<TestDbContext>>();

    /// <summary>A machine on which a pause of 80 ms takes so long, whatever it takes.</summary>
    private sealed class Machine(TimeSpan pause) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += pause.Ticks;
    }
}
