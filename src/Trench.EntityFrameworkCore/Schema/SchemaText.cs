using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Trench.EntityFrameworkCore;

/// <summary>The SQL of schema steps for one application's model and provider: names, schema and types are those the model has.</summary>
internal sealed class SchemaText
{
    private readonly IModel _model;
    private readonly IMigrationsSqlGenerator _generator;
    private readonly IReadOnlyList<MigrationOperation> _whole;

    public SchemaText(IInfrastructure<IServiceProvider> context)
    {
        _model = context.GetService<IDesignTimeModel>().Model;
        _generator = context.GetService<IMigrationsSqlGenerator>();
        _whole = context.GetService<IMigrationsModelDiffer>().GetDifferences(null, _model.GetRelationalModel());
    }

    /// <summary>The statements that create everything in the model.</summary>
    public IEnumerable<string> Whole() => Write(_whole);

    /// <summary>The statements of one step, with the indexes that its columns bring.</summary>
    public IEnumerable<string> Of(SchemaStep step)
    {
        var table = TableOf(step);
        var create = _whole.OfType<CreateTableOperation>().Single(created => created.Name == table.Name && created.Schema == table.Schema);
        var indexes = _whole.OfType<CreateIndexOperation>().Where(index => index.Table == table.Name && index.Schema == table.Schema);
        if (step.Index is { } name)
        {
            return Write([indexes.Single(index => index.Name == name)]);
        }

        // An index that came later has its own step, which a script runs as well.
        indexes = indexes.Where(index => SchemaSteps.All.All(other => other.Index != index.Name));
        if (ColumnOf(step) is not { } column)
        {
            return Write([create, .. indexes]);
        }

        var added = create.Columns.Single(candidate => candidate.Name == column);
        GiveDefault(added);
        return Write([added, .. indexes.Where(index => index.Columns.Contains(column))]);
    }

    /// <summary>The table of a step.</summary>
    public StoreObjectIdentifier TableOf(SchemaStep step) =>
        StoreObjectIdentifier.Create(TypeOf(step), StoreObjectType.Table)
            ?? throw new NotSupportedException($"{step.Row.Name} is not mapped to a table: Trench writes to tables only.");

    /// <summary>The column of a step; null for a table or an index.</summary>
    public string? ColumnOf(SchemaStep step) => step.Member is { } member
        ? TypeOf(step).FindProperty(member)?.GetColumnName() ?? throw new InvalidOperationException($"{step} is not in the model.")
        : null;

    // The rows that are there need a value, and so do those which a node of the release before still writes.
    private static void GiveDefault(AddColumnOperation column)
    {
        if (!column.IsNullable && column.DefaultValue is null && column.DefaultValueSql is null)
        {
            column.DefaultValue = column.ClrType == typeof(string) ? "" : Activator.CreateInstance(column.ClrType);
        }
    }

    private IEntityType TypeOf(SchemaStep step) => _model.FindEntityType(step.Row)
        ?? throw new InvalidOperationException($"{step.Row.Name} is not in the model: call modelBuilder.AddTrench() in OnModelCreating.");

    private IEnumerable<string> Write(IReadOnlyList<MigrationOperation> operations) =>
        _generator.Generate(operations, _model).Select(command => command.CommandText);
}
