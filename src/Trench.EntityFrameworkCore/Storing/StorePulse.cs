using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The sign of life of the application's database, on a connection that is kept for it: a burst may hold all others of the pool, and whoever
/// waits for one of them would take its own crowd for silence. A kept connection may have died unheard, so a new one is asked beside it when
/// it is late. A file has no server, and no connection is kept for it.
/// </summary>
internal sealed class StorePulse<TContext>(IServiceScopeFactory scopes) : IStorePulse, IHostedService, IAsyncDisposable, IDisposable
    where TContext : DbContext
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    // More than it takes to try a file in vain.
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(1_180);

    private readonly Lock _door = new();
    private readonly Lazy<bool> _isFile = new(() => IsFile(scopes));
    private Task<bool>? _look;
    private Voice? _kept;
    private volatile bool _isOver;

    /// <inheritdoc />
    public bool KeepsTime => _isFile.Value;

    /// <inheritdoc />
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        if (_isFile.Value)
        {
            await BeatOfFileAsync();
            return;
        }

        if (Interlocked.Exchange(ref _kept, null) is not { } kept)
        {
            await MustAsync(AskAsync(New(), cancellationToken));
            return;
        }

        var old = AskAsync(kept, cancellationToken);
        if (await Task.WhenAny(old, Task.Delay(Late, CancellationToken.None)) != old || !await old)
        {
            var late = AskAsync(New(), cancellationToken);
            var first = await Task.WhenAny(old, late);
            await MustAsync(await first ? first : first == old ? late : old);
        }
    }

    /// <summary>Takes the connection before the first burst does.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Task.Run(TakeAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await LeaveAsync(Interlocked.Exchange(ref _kept, null));
    }

    public void Dispose()
    {
        _isOver = true;
        Interlocked.Exchange(ref _kept, null)?.Dispose();
    }

    private static ValueTask LeaveAsync(Voice? voice) => voice?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task MustAsync(Task<bool> answered)
    {
        if (!await answered)
        {
            throw new TimeoutException("The database gives no sign of life.");
        }
    }

    // Not of a file: nothing is kept of it, and it may not be there yet.
    private async Task TakeAsync()
    {
        if (!_isFile.Value)
        {
            await AskAsync(New(), CancellationToken.None);
        }
    }

    private static bool IsFile(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return Dialect.Of(scope.ServiceProvider.GetRequiredService<TContext>().Database.ProviderName).HasOneWriter;
    }

    // On a starved node a look may take longer than those who asked wait. They go on to wait then, and hear of it when they ask again.
    private async Task BeatOfFileAsync()
    {
        Task<bool> look;
        lock (_door)
        {
            look = _look is { IsCompleted: false } ? _look : _look = FilePulse.OnItsOwnAsync(LookAsync);
        }

        if (await Task.WhenAny(look, Task.Delay(LongestLook)) == look)
        {
            await MustAsync(look);
        }
    }

    private async Task<bool> LookAsync()
    {
        try
        {
            await using var voice = New();
            return await voice.LookAsync(GetInAsync);
        }
        catch (Exception)
        {
            // A refusal, which whoever asks the store gets as well.
            return true;
        }
    }

    private async Task<bool> GetInAsync()
    {
        await using var voice = New();
        return await voice.GetInAsync();
    }

    private Voice New() => new(scopes.CreateAsyncScope());

    // Never breaks: a refusal is an answer, and whoever asks the store gets the same one.
    private async Task<bool> AskAsync(Voice voice, CancellationToken cancellationToken)
    {
        Voice? over = voice;
        try
        {
            await voice.AskAsync(cancellationToken);
            if (voice.MayBeKept)
            {
                over = Interlocked.Exchange(ref _kept, voice);
            }

            return true;
        }
        catch (Exception fault)
        {
            return fault is not OperationCanceledException && !StoreFaults.IsTimeout(fault);
        }
        finally
        {
            await LeaveAsync(over);
            await LeaveAsync(_isOver ? Interlocked.Exchange(ref _kept, null) : null);
        }
    }

    /// <summary>A context of its own and what can be asked with it.</summary>
    private sealed class Voice(AsyncServiceScope scope) : IAsyncDisposable, IDisposable
    {
        // Of a small pool no connection is taken away for good.
        private const int FewestPlaces = 6;

        private readonly DatabaseFacade _database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        private bool _isOpen;

        public bool MayBeKept { get; private set; }

        public async Task AskAsync(CancellationToken cancellationToken)
        {
            var connection = _database.GetDbConnection();
            if (!_isOpen)
            {
                MayBeKept = ServerTurns.PlacesOf(connection.ConnectionString) >= FewestPlaces;
                await _database.OpenConnectionAsync(cancellationToken);
                _isOpen = true;
            }

            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
        }

        public async Task<bool> LookAsync(Func<Task<bool>> getIn)
        {
            // One that is open already is the application's, for all its contexts: a question may come amid somebody's work.
            var connection = _database.GetDbConnection();
            if (connection.State != ConnectionState.Closed)
            {
                return true;
            }

            await _database.OpenConnectionAsync();
            return !WriterGate.IsAt(connection) || await FilePulse.ShowsAsync(connection, getIn, TimeProvider.System);
        }

        public async Task<bool> GetInAsync()
        {
            await _database.OpenConnectionAsync();
            return await FilePulse.GetInAsync(_database.GetDbConnection());
        }

        public ValueTask DisposeAsync() => scope.DisposeAsync();

        public void Dispose() => scope.Dispose();
    }
}
