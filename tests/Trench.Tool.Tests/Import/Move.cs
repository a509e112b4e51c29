using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Trench.Tool.Tests;

/// <summary>A move from one SQLite file to another: both applications, and the command between them.</summary>
internal sealed class Move : IAsyncDisposable
{
    /// <summary>160 bits, as django-trench 0.3 makes them.</summary>
    public const string Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private readonly string _folder = Directory.CreateTempSubdirectory("trench-move-").FullName;

    private Move() => Old = OldApplication.OnSqlite(SourcePath);

    public OldApplication Old { get; }

    public NewApplication New { get; private set; } = null!;

    public string MasterKey { get; } = Convert.ToBase64String(Codes.Bytes(32));

    public string SourcePath => Path.Combine(_folder, "old.sqlite3");

    public string TargetPath => Path.Combine(_folder, "new.db");

    public string Folder => _folder;

    public static async Task<Move> StartAsync()
    {
        var move = new Move();
        await move.Old.CreateAsync();
        move.New = await NewApplication.StartAsync(context => context.UseSqlite($"Data Source={move.TargetPath}"), move.MasterKey);
        return move;
    }

    /// <summary>Runs the import with the usual options and <c>--apply</c>.</summary>
    public Task<ToolRun> ApplyAsync(params string[] more) => RunAsync([.. more, "--apply"]);

    /// <summary>Runs the import with the usual options.</summary>
    public Task<ToolRun> RunAsync(params string[] more) =>
        RunBareAsync([.. more, "--source", SourcePath, "--backup-length", "12", "--backup-characters", Django.Letters]);

    /// <summary>Runs the import with the target only.</summary>
    public Task<ToolRun> RunBareAsync(params string[] arguments) => ToolRun.OfAsync(
        new Dictionary<string, string?> { [MasterKeySource.KeySetting] = MasterKey, ["ConnectionStrings:Trench"] = TargetPath },
        New.Clock,
        ["import", "django-trench", .. arguments]);

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
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
