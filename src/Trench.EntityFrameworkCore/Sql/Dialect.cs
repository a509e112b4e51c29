namespace Trench.EntityFrameworkCore;

/// <summary>The few things on which the databases differ. All other SQL is the same text for both.</summary>
internal sealed record Dialect
{
    private static readonly Dialect Sqlite = new()
    {
        HasOneWriter = true,
        Lock = null,
        SkipLocked = "",

        // The transaction already holds the one write lock.
        LockSchema = "SELECT 1",
        FindTable = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = @table",
        FindColumn = "SELECT 1 FROM pragma_table_info(@table) WHERE name = @column",
        FindIndex = "SELECT 1 FROM pragma_index_list(@table) WHERE name = @index",
        NameForSearch = table => table.PlainName,
        PrepareFile = "PRAGMA journal_mode = WAL",
    };

    private static readonly Dialect PostgreSql = new()
    {
        HasOneWriter = false,
        Lock = "SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))",
        SkipLocked = "FOR UPDATE SKIP LOCKED",
        LockSchema = "SELECT pg_advisory_xact_lock(hashtextextended('trench schema', 0))",
        FindTable = "SELECT to_regclass(@table)::text",
        FindColumn = "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(@table) AND attname = @column AND NOT attisdropped",
        FindIndex = "SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = to_regclass(@table) AND c.relname = @index",
        NameForSearch = table => table.Name,
        PrepareFile = null,
    };

    /// <summary>
    /// Whether one transaction writes at a time, so that writers are better queued in the process than polling at the file.
    /// </summary>
    public required bool HasOneWriter { get; init; }

    /// <summary>
    /// Makes commits that decide over several rows (who is primary, which challenges live, how many messages were sent) wait for each other
    /// until the end of the transaction: under READ COMMITTED neither would see the rows of the other. Null where all writers wait anyway.
    /// Two <c>@name</c>s whose hashes collide only wait.
    /// </summary>
    public required string? Lock { get; init; }

    /// <summary>Ends a SELECT of rows that are about to be taken: another worker's rows are passed over instead of waited for.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>Makes this transaction the only one that creates tables or keys.</summary>
    public required string LockSchema { get; init; }

    /// <summary>Finds <c>@table</c>; null when it is not there.</summary>
    public required string FindTable { get; init; }

    /// <summary>Finds <c>@column</c> of <c>@table</c>; nothing when it is not there.</summary>
    public required string FindColumn { get; init; }

    /// <summary>Finds <c>@index</c> of <c>@table</c>; nothing when it is not there.</summary>
    public required string FindIndex { get; init; }

    /// <summary>The name by which <see cref="FindTable"/>, <see cref="FindColumn"/> and <see cref="FindIndex"/> look for the table.</summary>
    public required Func<RowTable, string> NameForSearch { get; init; }

    /// <summary>
    /// Brings a new file into the mode in which readers and the writer do not wait for each other; null where there is no file.
    /// </summary>
    public required string? PrepareFile { get; init; }

    public static Dialect Of(string? provider) => provider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => Sqlite,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        _ => throw new NotSupportedException($"Trench stores on SQLite and PostgreSQL, not on {provider ?? "an unknown provider"}."),
    };
}
