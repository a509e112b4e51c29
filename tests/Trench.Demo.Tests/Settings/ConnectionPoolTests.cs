using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Trench.Demo.Tests;

/// <summary>PostgreSQL takes a hundred connections unless told otherwise: two nodes in a burst have to get along with them.</summary>
public sealed class ConnectionPoolTests
{
    [Theory]
    [InlineData("", 40)]
    [InlineData("Maximum Pool Size=7", 7)]
    [InlineData("MaxPoolSize=100", 100)]
    public void A_node_takes_forty_connections_unless_it_is_told(string setting, int expected)
    {
        Assert.Equal(expected, Used(setting).MaxPoolSize);
    }

    [Fact]
    public void A_plain_setting_gives_up_a_lock_and_a_server_out_of_reach_after_five_seconds()
    {
        var used = Used("");

        Assert.Equal((5, 5, -1), (used.Timeout, used.CommandTimeout, used.CancellationTimeout));
        Assert.Equal(GssEncryptionMode.Disable, used.GssEncryptionMode);
    }

    [Fact]
    public void Whoever_sets_the_timeouts_gets_them()
    {
        var used = Used("Timeout=7;Command Timeout=8;Cancellation Timeout=9;GSS Encryption Mode=Prefer");

        Assert.Equal((7, 8, 9), (used.Timeout, used.CommandTimeout, used.CancellationTimeout));
        Assert.Equal(GssEncryptionMode.Prefer, used.GssEncryptionMode);
    }

    private static NpgsqlConnectionStringBuilder Used(string setting)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Trench:Database"] = "PostgreSql";
        builder.Configuration["ConnectionStrings:Trench"] = $"Host=localhost;Database=trench;{setting}";
        builder.Services.AddDemoDatabase(builder.Configuration, dataFolder: "");
        using var services = builder.Services.BuildServiceProvider();
        using var scope = services.CreateScope();
        return new(scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.GetConnectionString());
    }
}
