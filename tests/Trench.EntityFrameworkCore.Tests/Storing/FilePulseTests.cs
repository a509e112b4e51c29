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
    public async Task A_file_that_nobody_keeps_gives_a_sign_and_is_free_afterwards()
    {
        await BeatAsync();

        await using var writing = await _other.BeginTransactionAsync();
    }

    [Fact]
    public async Task A_file_whose_lock_somebody_keeps_gives_none()
    {
        await using var writing = await _other.BeginTransactionAsync();

        await Assert.ThrowsAsync<TimeoutException>(BeatAsync);
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_to_himself_gives_none()
    {
        await RunAsync("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");

        await Assert.ThrowsAsync<TimeoutException>(BeatAsync);

        await RunAsync("ROLLBACK");
    }

    [Fact]
    public async Task A_lock_that_somebody_lets_go_is_a_sign()
    {
        await using var writing = await _other.BeginTransactionAsync();
        var beat = Task.Run(BeatAsync);

        await Task.WhenAny(beat, Task.Delay(TimeSpan.FromMilliseconds(300)));
        await writing.RollbackAsync();

        await beat;
    }

    // In a crowd whoever asks may never be the one.
    [Fact]
    public async Task A_writer_of_this_process_who_got_the_lock_is_a_sign()
    {
        await using var writing = await _other.BeginTransactionAsync();
        using var turn = await WriterGate.EnterAsync(_other, Long, CancellationToken.None);
        var beat = Task.Run(BeatAsync);
        while (!beat.IsCompleted)
        {
            turn!.Begin();
            await Task.WhenAny(beat, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        await beat;
    }

    // As at another node, which knows nothing of the turns of this one.
    [Fact]
    public async Task Writers_of_another_process_who_commit_are_a_sign()
    {
        await RunAsync("CREATE TABLE others (id INTEGER); BEGIN IMMEDIATE");
        var beat = Task.Run(BeatAsync);
        while (!beat.IsCompleted)
        {
            await RunAsync("INSERT INTO others VALUES (1); COMMIT; BEGIN IMMEDIATE");
            await Task.WhenAny(beat, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        await beat;
        await RunAsync("ROLLBACK");
    }

    [Theory]
    [InlineData("Data Source=/nowhere/at/all.db")]
    [InlineData("Data Source=:memory:")]
    public async Task A_file_that_refuses_answers_by_its_refusal(string connection)
    {
        await using var services = ServicesOf(connection);

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_answers_by_its_refusal()
    {
        await using var services = ServicesOf(_file.ConnectionString + ";Mode=ReadOnly");

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    private Task BeatAsync() => PulseOf(_services).BeatAsync(CancellationToken.None).WaitAsync(Long);

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
}
