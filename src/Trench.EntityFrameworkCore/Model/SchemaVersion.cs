namespace Trench.EntityFrameworkCore;

/// <summary>The one row that says up to which of the <see cref="SchemaSteps"/> this database has come.</summary>
internal sealed record SchemaVersion
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public int Version { get; init; }
}
