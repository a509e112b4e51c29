using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Trench.EntityFrameworkCore;

/// <summary>One table as the application's model has it: its quoted name with schema, and what an insert of a row consists of.</summary>
internal sealed class RowTable
{
    private readonly Column[] _columns;

    public RowTable(IEntityType type, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)
            ?? throw new NotSupportedException($"{type.DisplayName()} is not mapped to a table: Trench writes to tables only.");
        PlainName = table.Name;
        Name = sql.DelimitIdentifier(table.Name, table.Schema);
        _columns = [.. type.GetProperties().Select(property => Column.Of(property, type, table, sql)).OfType<Column>()];
        ColumnList = string.Join(", ", _columns.Select(column => column.Name));
        Updates = string.Join(", ", _columns.Select(column => $"{column.Name} = excluded.{column.Name}"));
    }

    /// <summary>The quoted name with the schema.</summary>
    public string Name { get; }

    /// <summary>The name alone.</summary>
    public string PlainName { get; }

    /// <summary>All columns of an insert.</summary>
    public string ColumnList { get; }

    /// <summary>Assigns every column from the row that collided with an existing one.</summary>
    public string Updates { get; }

    /// <summary>The names of the parameters of the n-th inserted row.</summary>
    public string ValueList(int row = 0) => string.Join(", ", _columns.Select((_, column) => "@" + ParameterName(row, column)));

    /// <summary>Adds the values of a row under the names of <see cref="ValueList"/>.</summary>
    public void Fill(Statement statement, object entity, int row = 0)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            statement.Add(ParameterName(row, column), _columns[column].DbType, _columns[column].Read(entity));
        }
    }

    private static string ParameterName(int row, int column) => $"r{row}c{column}";

    private sealed record Column(string Name, DbType DbType, Func<object, object?> Read)
    {
        public static Column? Of(IProperty property, IEntityType type, StoreObjectIdentifier table, ISqlGenerationHelper sql)
        {
            var name = property.GetColumnName(table);
            var constant = property == type.FindDiscriminatorProperty() ? type.GetDiscriminatorValue() : null;
            if (name is null || (constant is null && property.IsShadowProperty()) || property.GetComputedColumnSql(table) is not null)
            {
                return null;
            }

            var converter = property.GetTypeMapping().Converter;
            var provided = converter?.ProviderClrType ?? property.ClrType;
            return new Column(
                sql.DelimitIdentifier(name),
                TypeOf(Nullable.GetUnderlyingType(provided) ?? provided),
                entity => Convert(constant ?? property.GetGetter().GetClrValue(entity), converter));
        }

        private static object? Convert(object? value, ValueConverter? converter) =>
            value is null || converter is null ? value : converter.ConvertToProvider(value);

        private static DbType TypeOf(Type type) => Type.GetTypeCode(type) switch
        {
            TypeCode.String => DbType.String,
            TypeCode.Int32 => DbType.Int32,
            TypeCode.Int64 => DbType.Int64,
            TypeCode.Boolean => DbType.Boolean,
            TypeCode.Double => DbType.Double,
            TypeCode.Decimal => DbType.Decimal,
            TypeCode.DateTime => DbType.DateTime,
            _ when type == typeof(Guid) => DbType.Guid,
            _ when type == typeof(byte[]) => DbType.Binary,
            _ => throw new NotSupportedException(
                $"Trench cannot write a column of type {type.Name}; give the property a converter to text or a number."),
        };
    }
}
