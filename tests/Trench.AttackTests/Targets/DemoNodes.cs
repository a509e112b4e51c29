namespace Trench.AttackTests;

/// <summary>Processes of the demo on one database.</summary>
internal sealed record DemoNodes(Target Target, IReadOnlyList<DemoProcess> Processes, TestDatabase Shared) : IAsyncDisposable
{
    public static async Task<DemoNodes> StartAsync(
        Database kind, int count, IEnumerable<KeyValuePair<string, string>> settings, SmtpSink? sink = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        KeyValuePair<string, string>[] all = [.. database.Settings, .. settings];
        var processes = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => DemoProcess.StartAsync(all)));
        return new DemoNodes(new Target([.. processes.Select(process => process.Address)], database, sink), processes, database);
    }

    public async ValueTask DisposeAsync()
    {
        Target.Dispose();
        foreach (var process in Processes)
        {
            await process.DisposeAsync();
        }

        await Shared.DisposeAsync();
    }
}
