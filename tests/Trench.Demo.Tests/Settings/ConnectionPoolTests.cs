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
        using var services = Services($"Host=localhost;Database=trench;{setting}");
        using var scope = services.CreateScope();

        var connection = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.GetConnectionString();

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(connection).MaxPoolSize);
    }

    private static ServiceProvider Services(string connection)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Trench:Database"] = "PostgreSql";
        builder.Configuration["ConnectionStrings:Trench"] = connection;
        builder.Services.AddDemoDatabase(builder.Configuration, dataFolder: "");
        return builder.Services.BuildServiceProvider();
    }
}
