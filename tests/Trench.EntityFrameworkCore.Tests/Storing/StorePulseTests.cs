using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class StorePulseTests(PostgresDatabase postgres) : IClassFixture<PostgresDatabase>
{
    // Longer than anything takes that is not stuck.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [ComponentFact(Component.PostgreSql)]
    public async Task A_server_that_is_there_gives_a_sign()
    {
        await using var services = Services(postgres.ConnectionString);

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_frozen_server_gives_none()
    {
        await using var relay = Relay(out var way);
        await using var services = Services(way);
        await PulseOf(services).BeatAsync(CancellationToken.None);

        relay.Pause();
        var beat = PulseOf(services).BeatAsync(CancellationToken.None);

        await Assert.ThrowsAsync<TimeoutException>(() => beat.WaitAsync(TimeSpan.FromSeconds(1)));
        Assert.False(beat.IsCompleted);
        relay.Resume();
        await beat.WaitAsync(Long);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_time_out_of_the_driver_is_no_sign()
    {
        await using var relay = Relay(out var way);
        await using var services = Services(way + ";Timeout=1");
        relay.Pause();

        await Assert.ThrowsAsync<TimeoutException>(() => PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_server_that_came_back_gives_a_sign_again()
    {
        await using var relay = Relay(out var way);
        await using var services = Services(way);
        await PulseOf(services).BeatAsync(CancellationToken.None);
        relay.Close();
        relay.Open();

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_answers_by_its_refusal()
    {
        await using var services = Services("Host=127.0.0.1;Port=1;Username=nobody");

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    [Fact]
    public async Task A_server_is_not_waited_for_when_it_is_late()
    {
        await using var services = Services("Host=127.0.0.1;Port=1;Username=nobody");

        Assert.False(PulseOf(services).KeepsTime);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_burst_that_holds_every_other_connection_keeps_no_sign_back()
    {
        await using var services = Services(postgres.ConnectionString + ";Maximum Pool Size=10;Timeout=60");
        await PulseOf(services).BeatAsync(CancellationToken.None);
        var burst = Enumerable.Range(0, 9).Select(_ => services.CreateAsyncScope()).ToList();
        foreach (var one in burst)
        {
            await one.ServiceProvider.GetRequiredService<TestDbContext>().Database.OpenConnectionAsync();
        }

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);

        foreach (var one in burst)
        {
            await one.DisposeAsync();
        }
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_small_pool_loses_no_connection_to_it()
    {
        await using var services = Services(postgres.ConnectionString + ";Maximum Pool Size=1;Timeout=5");
        await PulseOf(services).BeatAsync(CancellationToken.None);

        await using var scope = services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<TestDbContext>().Database.OpenConnectionAsync();
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

        await PulseOf(services).BeatAsync(CancellationToken.None).WaitAsync(Long);
    }

    private TcpRelay Relay(out string way)
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        var relay = new TcpRelay(server.Host ?? "localhost", server.Port);
        (server.Host, server.Port) = ("127.0.0.1", relay.Port);
        way = server.ConnectionString;
        return relay;
    }

    private static ServiceProvider Services(string connection) => new ServiceCollection()
        .AddDbContext<TestDbContext>(options => options.UseNpgsql(connection))
        .AddSingleton<StorePulse<TestDbContext>>()
        .BuildServiceProvider();

    private static StorePulse<TestDbContext> PulseOf(ServiceProvider services) => services.GetRequiredService<StorePulse<TestDbContext>>();
}
