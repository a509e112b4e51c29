namespace Trench.EntityFrameworkCore;

/// <summary>
/// One addition to the schema of an earlier release: a table, a column or an index of one. Its SQL comes from the application's model.
/// </summary>
/// <param name="Version">The version of the schema that has it.</param>
/// <param name="Row">The row class whose table it concerns.</param>
/// <param name="Member">The property of the new column; null for the whole table or an index.</param>
/// <param name="Index">The name of the new index of columns that were there before; null for a table or a column, which bring their own.</param>
internal sealed record SchemaStep(int Version, Type Row, string? Member = null, string? Index = null)
{
    public static SchemaStep Table<TRow>(int version) => new(version, typeof(TRow));

    public static SchemaStep Column<TRow>(int version, string member) => new(version, typeof(TRow), member);

    public static SchemaStep IndexOf<TRow>(int version, string name) => new(version, typeof(TRow), Index: name);

    public override string ToString() => (Member ?? Index) is { } part ? $"{Row.Name}.{part}" : Row.Name;
}

/// <summary>
/// What each version of the schema added to the one before. Who adds a column, a table or an index adds a line here, and nothing else:
/// existing databases get it at the next start.
/// </summary>
/// <remarks>
/// Steps only ever add, so that a node of the release before works on the new schema: nothing is renamed or dropped, and a column that must
/// have a value gets a default for rows of such a node (docs/decisions/004-schema-steps.md).
/// </remarks>
internal static class SchemaSteps
{
    /// <summary>The schema before there were steps.</summary>
    public const int First = 1;

    public static readonly IReadOnlyList<SchemaStep> All =
    [
        SchemaStep.Table<SchemaVersion>(2),
        SchemaStep.Column<BackupCode>(3, nameof(BackupCode.Origin)),
        SchemaStep.Column<Session>(4, nameof(Session.Client)),
        SchemaStep.Column<Session>(5, nameof(Session.Scope)),
        SchemaStep.Table<SendCount>(6),
        SchemaStep.Column<Challenge>(7, nameof(Challenge.NextAnswerAt)),
        SchemaStep.Table<MethodConfig>(8),
        SchemaStep.Column<Challenge>(9, nameof(Challenge.MethodConfigId)),
        SchemaStep.Column<Enrolment>(10, nameof(Enrolment.MethodConfigId)),
        SchemaStep.Column<Enrolment>(11, nameof(Enrolment.StartsPaused)),
        SchemaStep.Column<Enrolment>(12, nameof(Enrolment.StartsPrimary)),
        SchemaStep.Table<KeyCanary>(13),
        SchemaStep.Column<Account>(14, nameof(Account.CodesVoidAt)),
        SchemaStep.IndexOf<Enrolment>(15, TrenchIndexes.PendingEnrolments),
        SchemaStep.IndexOf<MfaEvent>(16, TrenchIndexes.EventNames),
        SchemaStep.IndexOf<FailureDay>(17, TrenchIndexes.FailureDays),
    ];

    /// <summary>The version this code creates.</summary>
    public static int Current => All[^1].Version;
}
