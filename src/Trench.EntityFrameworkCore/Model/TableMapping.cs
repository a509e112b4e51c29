using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// How a row becomes a table: every name and type is set explicitly, so that no convention of the application changes the store's SQL.
/// </summary>
internal static partial class TableMapping
{
    // Neither can every provider compare a DateTimeOffset (SQLite) nor take one with an offset (PostgreSQL): instants are Unix
    // milliseconds.
    private static readonly ValueConverter<DateTimeOffset, long> Instants = new(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    public static EntityTypeBuilder<TRow> MapTable<TRow>(this ModelBuilder modelBuilder, string name)
        where TRow : class
    {
        var rows = modelBuilder.Entity<TRow>();
        rows.ToTable(name);
        foreach (var member in typeof(TRow).GetProperties().Where(member => member.CanWrite))
        {
            var column = rows.Property(member.PropertyType, member.Name).HasColumnName(SnakeCase(member.Name)).ValueGeneratedNever();
            var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            if (type == typeof(DateTimeOffset))
            {
                column.HasConversion(Instants);
            }
            else if (type == typeof(string))
            {
                // Without a length: a maximum set by a convention of the application would truncate hashes and sealed text.
                column.HasColumnType("text");
            }
        }

        return rows;
    }

    private static string SnakeCase(string name) => Humps().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
