using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.Demo.Tests;

/// <summary>
/// Everything the demo can do, its refusals and its faults among it, while all it says is kept; then all it said and stored is searched for
/// every secret that passed the door (SECURITY rows 66 and 67).
/// </summary>
[Collection(DemoTests.Name)]
public sealed class CanaryScanTests
{
    // The application's own table of its own users: their addresses are the application's matter.
    private const string Users = "AspNetUsers";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task No_secret_is_in_any_log_span_metric_event_or_table(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var ear = new Ear();
        var harvest = new Harvest();
        await using var cloud = await YubiCloud.StartAsync();
        await using var host = Host(database, cloud, ear, harvest);

        await new FullRun(host, cloud, harvest).RunAsync();

        Assert.True(harvest.Secrets.Count > 150, $"Only {harvest.Secrets.Count} secrets passed by.");
        Assert.True(ear.Heard.Count > 1_000, $"Only {ear.Heard.Count} lines were heard.");
        var rows = await RowsAsync(host);
        Assert.Contains(rows, row => row.Table == "trench_events");
        var said = new Haystack([.. ear.Heard, .. rows.Select(row => $"{row.Table} {row.Row}"), .. Files(kind, database)]);
        var found = harvest.Secrets.Where(secret => said.Holds(secret.Key));
        var leaks = found.Select(secret => $"{secret.Value}: {said.Where(secret.Key)}").ToList();
        var kept = new Haystack([.. ear.Heard, .. rows.Where(row => row.Table != Users).Select(row => $"{row.Table} {row.Row}")]);
        leaks.AddRange(harvest.Targets.Keys.Where(kept.Holds).Select(target => $"target: {kept.Where(target)}"));
        Assert.True(leaks.Count == 0, string.Join("\n\n", leaks));
    }

    // A search that finds nothing anywhere would be content with everything.
    [Fact]
    public void The_search_finds_a_secret_between_other_things()
    {
        var said = new Haystack(["GET /x?code=12345678&a", "id 912345678"]);

        Assert.True(said.Holds("12345678"));
        Assert.False(said.Holds("1234567"));
    }

    private static DemoHost Host(TestDatabase database, YubiCloud cloud, Ear ear, Harvest harvest) => new(
        database,
        World.Create(),
        [
            .. cloud.Settings,
            new("Logging:LogLevel:Default", "Trace"),
            new("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            new("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"),
            // Eight digits: six meet by chance in so many lines.
            new("TRENCH_AUTH:MFA_METHODS:email:CODE_DIGITS", "8"),
            new("TRENCH_AUTH:MFA_METHODS:sms_twilio:CODE_DIGITS", "8"),
            new("TRENCH_AUTH:MFA_METHODS:app:DIGITS", "8"),
            new("DEUX:MFA_CODE_NUM_DIGITS", "8"),
            new("JWT2FA_AUTH:CODE_LENGTH", "8"),
            new("TRENCH_AUTH:LIMITS:SEND_COOLDOWN", "0"),
            new("TRENCH_AUTH:REMEMBER_DEVICES", "2592000"),
            new($"DEUX:CLIENTS:{FullRun.Client}:SECRET", FullRun.ClientSecret),
            new($"DEUX:CLIENTS:{FullRun.Client}:SCOPES", "read write"),
            new("Demo:AdminUser", FullRun.Administrator),
            new("Demo:AdminPassword", Person.Password),
        ])
    {
        Watch = harvest.Watch,
        AddServices = services =>
        {
            services.AddSingleton<ILoggerProvider>(ear);
            BrokenMail.Add(services, harvest);
        },
    };

    private static async Task<IReadOnlyList<(string Table, string Row)>> RowsAsync(DemoHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await Dump.ReadAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    // Also what was deleted and lies in the file still.
    private static IEnumerable<string> Files(Database kind, TestDatabase database) => kind == Database.Sqlite
        ? Directory.GetFiles(database.Folder, "trench.db*").Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return $"{Path.GetFileName(file)} {reader.ReadToEnd()}";
        })
        : [];

    /// <summary>What was said and stored. A secret counts where it stands by itself, not where it is part of a longer word.</summary>
    private sealed class Haystack(IReadOnlyList<string> lines)
    {
        private readonly string _all = string.Join('\n', lines);

        public bool Holds(string needle) => _all.Contains(needle, StringComparison.Ordinal) && Find(needle).Success;

        public string Where(string needle) =>
            _all.Substring(Math.Max(0, Find(needle).Index - 120), Math.Min(200, _all.Length - Math.Max(0, Find(needle).Index - 120)));

        private Match Find(string needle) => Regex.Match(_all, $"(?<![0-9A-Za-z]){Regex.Escape(needle)}(?![0-9A-Za-z])");
    }
}
