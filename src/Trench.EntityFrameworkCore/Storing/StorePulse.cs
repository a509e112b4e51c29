using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore;

/// <summary>The sign of life of the application's database, on a connection of its pool that waits in no line.</summary>
internal sealed class StorePulse<TContext>(IServiceScopeFactory scopes) : IStorePulse
    where TContext : DbContext
{
    /// <inheritdoc />
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        await database.OpenConnectionAsync(cancellationToken);
        await using var command = database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT 1";
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
