namespace Trench.AttackTests;

/// <summary>Processes of the demo on one database.</summary>
internal sealed record DemoNodes(Target Target, IReadOnlyList<DemoProcess> Processes, TestDatabase Shared) : IAsyncDisposable
{
    public static async Task<DemoNodes> StartAsync(
        Database kind, int count, IEnumerable<KeyValuePair<string, string>> settings, SmtpSink? sink = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        KeyValuePair<string, string>[] all = [.. database.Settings, .. settings];
        var processes = await StartAllAsync(count, all);
        return new DemoNodes(new Target([.. processes.Select(process => process.Address)], database, sink), processes, database);
    }

    private static async Task<DemoProcess[]> StartAllAsync(int count, KeyValuePair<string, string>[] settings)
    {
        Task<DemoProcess>[] starts = [.. Enumerable.Range(0, count).Select(_ => DemoProcess.StartAsync(settings))];
        try
        {
            return await Task.WhenAll(starts);
        }
        catch
        {
            foreach (var start in starts.Where(start => start.IsCompletedSuccessfully))
            {
                await (await start).DisposeAsync();
            }

            throw;
        }
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
