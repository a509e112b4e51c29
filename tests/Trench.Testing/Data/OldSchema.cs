namespace Trench.Testing;

/// <summary>
/// The demo's database as it was before the schema had steps, with its users and their secrets: what every later release has to upgrade.
/// </summary>
public sealed record OldSchema
{
    /// <summary>As a SQLite file.</summary>
    public static readonly OldSchema Sqlite = new()
    {
        Text = Load("schema_1_sqlite.sql"),
        AppSecret = "M5JSPHTMQGJGVJY4SATINASUBQ7QQXYP",
        AppBackupCode = "NKG5-N3JT-8EMY-AQEM",
        EmailBackupCode = "EC9Y-3ZMF-04SQ-RW8H",
    };

    /// <summary>As a database on PostgreSQL.</summary>
    public static readonly OldSchema PostgreSql = new()
    {
        Text = Load("schema_1_postgresql.sql"),
        AppSecret = "USRZQSG4ZDMY5Y46HTMP7PNXSVTGBRZS",
        AppBackupCode = "C2XQ-3D99-BYFT-NM72",
        EmailBackupCode = "WAKK-NY3Z-M9V4-AS20",
    };

    /// <summary>The content of its file <c>master.key</c>.</summary>
    public const string MasterKey = "/c/SgLxQOYR7NKNBO76Pbwa/g3YO+Z/L9z6F81sHGfE=";

    /// <summary>The statements that make it.</summary>
    public required string Text { get; init; }

    /// <summary>The secret of olga's app.</summary>
    public required string AppSecret { get; init; }

    /// <summary>A backup code of olga.</summary>
    public required string AppBackupCode { get; init; }

    /// <summary>A backup code of otto, whose method is e-mail.</summary>
    public required string EmailBackupCode { get; init; }

    private static string Load(string name)
    {
        using var stream = typeof(OldSchema).Assembly.GetManifestResourceStream("Trench.Testing.Data." + name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
