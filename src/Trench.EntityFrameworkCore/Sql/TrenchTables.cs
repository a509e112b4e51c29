using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>The tables of Trench in one application's model.</summary>
internal sealed class TrenchTables(IModel model, ISqlGenerationHelper sql)
{
    public RowTable Enrolments { get; } = Find(model, typeof(Enrolment), sql);

    public RowTable Challenges { get; } = Find(model, typeof(Challenge), sql);

    public RowTable Accounts { get; } = Find(model, typeof(Account), sql);

    public RowTable FailureDays { get; } = Find(model, typeof(FailureDay), sql);

    public RowTable BackupCodes { get; } = Find(model, typeof(BackupCode), sql);

    public RowTable Sessions { get; } = Find(model, typeof(Session), sql);

    public RowTable Messages { get; } = Find(model, typeof(OutboxMessage), sql);

    public RowTable Sends { get; } = Find(model, typeof(SendCount), sql);

    public RowTable Events { get; } = Find(model, typeof(MfaEvent), sql);

    public RowTable MethodConfigs { get; } = Find(model, typeof(MethodConfig), sql);

    public RowTable Keys { get; } = Find(model, typeof(StoredKey), sql);

    public RowTable KeyCanaries { get; } = Find(model, typeof(KeyCanary), sql);

    public RowTable Schema { get; } = Find(model, typeof(SchemaVersion), sql);

    /// <summary>The table of a row class.</summary>
    public RowTable Of(Type row) => Find(model, row, sql);

    /// <summary>Records a version, unless a later one is recorded.</summary>
    public string WriteVersion(int version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO {Schema.Name} AS s (id, version) VALUES ({SchemaVersion.OnlyId}, {version}) "
                + $"ON CONFLICT (id) DO UPDATE SET version = excluded.version WHERE s.version < excluded.version");

    /// <summary>The table as it is for a row of the application's own class, where it derived one.</summary>
    public RowTable EnrolmentsFor(Enrolment row) =>
        row.GetType() == typeof(Enrolment) || model.FindEntityType(row.GetType()) is not { } type ? Enrolments : new RowTable(type, sql);

    private static RowTable Find(IModel model, Type type, ISqlGenerationHelper sql) => new(
        model.FindEntityType(type)
            ?? throw new InvalidOperationException(
                $"{type.Name} is not in the model: call modelBuilder.AddTrench() in OnModelCreating of the DbContext."),
        sql);
}
