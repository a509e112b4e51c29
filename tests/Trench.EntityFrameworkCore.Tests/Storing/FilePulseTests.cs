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
    private readonly SqliteConnection _writer;

    public FilePulseTests()
    {
        _services = ServicesOf(_file.ConnectionString);
        _writer = new SqliteConnection(_file.ConnectionString);
    }

    public async Task InitializeAsync()
    {
        await _file.InitializeAsync();
        await _writer.OpenAsync();
    }

    public void Dispose() => _writer.Dispose();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _writer.CloseAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public Task A_file_that_nobody_writes_to_gives_a_sign() => BeatAsync().WaitAsync(Long);

    [Fact]
    public async Task A_writer_who_waits_for_somebody_unknown_leaves_none()
    {
        using var turn = await TurnAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => BeatAsync().WaitAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Whoever_waits_for_a_writer_of_this_process_has_a_sign()
    {
        var turn = await TurnAsync();
        turn.Lock();
        var next = TurnAsync();

        await BeatAsync().WaitAsync(Long);

        turn.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task A_writer_who_gets_the_lock_is_a_sign()
    {
        using var turn = await TurnAsync();
        var beat = BeatAsync();
        Assert.False(beat.IsCompleted);

        turn.Lock();

        await beat.WaitAsync(Long);
    }

    // As with a short time-out of the driver: one after the other gives up.
    [Fact]
    public async Task A_writer_who_gives_up_before_the_next_one_is_none()
    {
        var turn = await TurnAsync();
        var next = TurnAsync();
        var beat = BeatAsync();

        turn.Dispose();
        using var second = await next;

        await Assert.ThrowsAsync<TimeoutException>(() => beat.WaitAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Nobody_who_waits_any_more_is_a_sign()
    {
        var turn = await TurnAsync();
        var beat = BeatAsync();

        turn.Dispose();

        await beat.WaitAsync(Long);
    }

    // As another process does, which knows nothing of the turns of this one.
    [Fact]
    public async Task What_somebody_else_commits_is_a_sign()
    {
        using var turn = await TurnAsync();
        var beat = BeatAsync();
        while (!beat.IsCompleted)
        {
            await RunAsync("CREATE TABLE IF NOT EXISTS others (id INTEGER); INSERT INTO others VALUES (1)");
            await Task.WhenAny(beat, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        await beat;
    }

    [Fact]
    public async Task Whoever_asks_may_stop_asking()
    {
        using var turn = await TurnAsync();
        using var patience = new CancellationTokenSource();
        var beat = PulseOf(_services).BeatAsync(patience.Token);

        await patience.CancelAsync();
        await Task.WhenAny(beat, Task.Delay(Long));

        Assert.True(beat.IsFaulted);
        await Assert.ThrowsAsync<TimeoutException>(() => beat);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_answers_by_its_refusal()
    {
        await using var services = ServicesOf("Data Source=/nowhere/at/all.db");

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    private Task BeatAsync() => PulseOf(_services).BeatAsync(CancellationToken.None);

    private async Task<WriterTurn> TurnAsync() =>
        await WriterGate.EnterAsync(_writer, Long, CancellationToken.None) ?? throw new InvalidOperationException("There is no file.");

    private async Task RunAsync(string sql)
    {
        await using var command = _writer.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static ServiceProvider ServicesOf(string connection) => new ServiceCollection()
        .AddDbContext<TestDbContext>(options => options.UseSqlite(connection))
        .AddSingleton<StorePulse<TestDbContext>>()
        .BuildServiceProvider();

    private static StorePulse<TestDbContext> PulseOf(ServiceProvider services) => services.GetRequiredService<StorePulse<TestDbContext>>();
}
