using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class StorePulseTests(PostgresDatabase postgres) : IClassFixture<PostgresDatabase>
{
    [ComponentFact(Component.PostgreSql)]
    public async Task A_server_that_is_there_gives_a_sign()
    {
        await using var services = Services(postgres.ConnectionString);

        await BeatAsync(services).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_frozen_server_gives_none()
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        await using var relay = new TcpRelay(server.Host ?? "localhost", server.Port);
        (server.Host, server.Port) = ("127.0.0.1", relay.Port);
        await using var services = Services(server.ConnectionString);
        await BeatAsync(services);

        relay.Pause();
        var beat = BeatAsync(services);

        await Assert.ThrowsAsync<TimeoutException>(() => beat.WaitAsync(TimeSpan.FromSeconds(1)));
        relay.Resume();
        await beat;
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_row_that_somebody_holds_keeps_no_sign_back()
    {
        await using var rival = new NpgsqlConnection(postgres.ConnectionString);
        await rival.OpenAsync();
        await using var transaction = await rival.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE trench_accounts", rival);
        await hold.ExecuteNonQueryAsync();
        await using var services = Services(postgres.ConnectionString);

        await BeatAsync(services).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static ServiceProvider Services(string connection) => new ServiceCollection()
        .AddDbContext<TestDbContext>(options => options.UseNpgsql(connection))
        .BuildServiceProvider();

    private static Task BeatAsync(ServiceProvider services) =>
        new StorePulse<TestDbContext>(services.GetRequiredService<IServiceScopeFactory>()).BeatAsync(CancellationToken.None);
}
