using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Trench.EntityFrameworkCore;

/// <summary>Holds a database against the tables and columns that this code needs.</summary>
internal sealed class SchemaInspection(DbContext context)
{
    private readonly SchemaConnection _connection = new(context.Database);

    /// <summary>What is not there, as <c>table</c> or <c>table.column</c>.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var missing = new List<string>();
        foreach (var type in context.Model.GetEntityTypes().Where(IsOfTrench))
        {
            var table = _connection.Tables.Of(type.ClrType);
            if (!await _connection.HasTableAsync(table, cancellationToken))
            {
                missing.Add(table.PlainName);
                continue;
            }

            foreach (var column in type.GetProperties().Select(property => property.GetColumnName()))
            {
                if (!await _connection.HasColumnAsync(table, column, cancellationToken))
                {
                    missing.Add($"{table.PlainName}.{column}");
                }
            }
        }

        await context.Database.CloseConnectionAsync();
        return missing;
    }

    private static bool IsOfTrench(IEntityType type) => type.GetTableName()?.StartsWith("trench_", StringComparison.Ordinal) == true;
}
