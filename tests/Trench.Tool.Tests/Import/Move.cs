using Microsoft.Data.Sqlite;

namespace Trench.Tool.Tests;

/// <summary>A move out of a SQLite file, to another one unless told otherwise: both applications, and the command between them.</summary>
internal sealed class Move : IAsyncDisposable
{
    /// <summary>160 bits, as django-trench 0.3 makes them.</summary>
    public const string Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private readonly string _folder = Directory.CreateTempSubdirectory("trench-move-").FullName;

    private readonly IReadOnlyDictionary<string, string?> _settings;

    private Move(PostgresScratch? postgres, IReadOnlyDictionary<string, string?>? settings)
    {
        Old = OldApplication.OnSqlite(SourcePath);
        Target = postgres is null ? new SqliteTarget(TargetPath) : new PostgresTarget(postgres);
        _settings = settings ?? new Dictionary<string, string?>();
    }

    public OldApplication Old { get; }

    public NewApplication New { get; private set; } = null!;

    public MoveTarget Target { get; }

    public string MasterKey { get; } = Convert.ToBase64String(Codes.Bytes(32));

    public string SourcePath => Path.Combine(_folder, "old.sqlite3");

    public string TargetPath => Path.Combine(_folder, "new.db");

    public string Folder => _folder;

    /// <param name="postgres">Where to; null for another SQLite file.</param>
    /// <param name="settings">What the new application and the command are told besides.</param>
    public static async Task<Move> StartAsync(PostgresScratch? postgres = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var move = new Move(postgres, settings);
        await move.Old.CreateAsync();
        move.New = await NewApplication.StartAsync(move.Target.Use, move.MasterKey, settings);
        return move;
    }

    /// <summary>Runs the import with the usual options and <c>--apply</c>.</summary>
    public Task<ToolRun> ApplyAsync(params string[] more) => RunAsync([.. more, "--apply"]);

    /// <summary>Runs the import with the usual options.</summary>
    public Task<ToolRun> RunAsync(params string[] more) =>
        RunBareAsync([.. more, "--source", SourcePath, "--backup-length", "12", "--backup-characters", Django.Letters]);

    /// <summary>Runs the import with the target only.</summary>
    public Task<ToolRun> RunBareAsync(params string[] arguments) => ToolAsync(["import", "django-trench", .. arguments]);

    /// <summary>Runs any command on the new application's database.</summary>
    public Task<ToolRun> ToolAsync(params string[] arguments) => ToolUnderAsync(MasterKey, arguments);

    /// <summary>The same with other master keys.</summary>
    public Task<ToolRun> ToolUnderAsync(string masterKeys, params string[] arguments) => ToolRun.OfAsync(
        new Dictionary<string, string?>(_settings)
        {
            [MasterKeySource.KeySetting] = masterKeys,
            ["ConnectionStrings:Trench"] = Target.Text,
        },
        New.Clock,
        arguments);

    /// <summary>Runs SQL on the new application's database.</summary>
    public async Task RunSqlAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={TargetPath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A user with an app and the backup codes <c>code00000000</c> to <c>code00000003</c>.</summary>
    public async Task BringUserAsync(int id = 7)
    {
        await Old.AddUserAsync(id);
        var codes = string.Join('|', Enumerable.Range(0, 4).Select(code => $"code0000000{code}"));
        await Old.AddMethodAsync(id, "app", Secret, codes, isPrimary: true);
        await ApplyAsync();
    }

    /// <summary>What the user's app shows.</summary>
    public string AppCode => Django.Totp(Secret, New.Clock.Now);

    /// <summary>Whether a text is anywhere in the target's files.</summary>
    public async Task<bool> TargetHoldsAsync(string text)
    {
        var needle = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.GetFiles(_folder, "new.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await New.DisposeAsync();
        await Target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
