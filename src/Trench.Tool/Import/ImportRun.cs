namespace Trench.Tool;

/// <summary>What an import is asked to do.</summary>
/// <param name="Source">The old application's database.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Target">The application's database.</param>
/// <param name="Settings">How the rows are understood.</param>
/// <param name="Apply">Whether it writes, or only says what it would write.</param>
internal sealed record ImportRequest(Database Source, DjangoTables Tables, Database Target, ImportSettings Settings, bool Apply);

/// <summary>One import from the first read to the report.</summary>
internal sealed class ImportRun(ImportRequest request, ToolHost host)
{
    private readonly ImportNotes _notes = new();
    private readonly ImportCounts _counts = new();

    /// <summary>Runs it and returns its exit code.</summary>
    /// <exception cref="StopException">It cannot be done.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var content = await new DjangoReader(request.Source, request.Tables).ReadAsync(cancellationToken);
        var users = new ImportPlanner(request.Settings, content, _notes).Plan();
        await using var target = await Target.OpenAsync(request.Target, host.Environment, host.Clock, cancellationToken);
        if (request.Apply)
        {
            target.CheckKeys();
        }

        await ImportAsync(users, target, cancellationToken);
        await host.Output.WriteAsync(new ImportReport(content, _counts, _notes, request.Apply).Text());
        return _notes.LeaveOut ? ExitCodes.LeftOut : ExitCodes.Done;
    }

    private async Task ImportAsync(IReadOnlyList<PlannedUser> users, Target target, CancellationToken cancellationToken)
    {
        var importer = new Importer(target, request.Settings.BackupCodes, _notes, _counts, host.Clock);
        try
        {
            foreach (var user in users)
            {
                await importer.ImportAsync(user, request.Apply, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is StoreUnavailableException or SecretUnavailableException)
        {
            throw new StopException(
                ExitCodes.TargetRefused,
                $"The target failed after {_counts.Methods.Values.Sum()} methods were written; each is whole. Run the same command again, "
                    + "it goes on from there: "
                    + Faults.Text(fault),
                fault);
        }
    }
}
