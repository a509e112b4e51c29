using System.Data.Common;

namespace Trench.Tool;

/// <summary>One visit: every check, whatever the others found. What cannot be looked at is a finding, too.</summary>
internal sealed class Doctor(Database database, ToolHost host)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var target = Target.Connect(database, host.Environment, host.Clock);
        var findings = new List<string>();
        if (await LookAsync(findings, token => SchemaCheckup.FindAsync(target, token), cancellationToken))
        {
            var hasKeys = await LookAsync(findings, token => KeyCheckup.FindAsync(target, token), cancellationToken);
            await LookAsync(findings, token => EnrolmentCheckup.FindAsync(target, hasKeys, token), cancellationToken);
            await LookAsync(findings, token => OutboxCheckup.FindAsync(target, host.Clock, token), cancellationToken);
        }

        findings.AddRange(SettingCheckup.Find(target));
        foreach (var finding in findings)
        {
            await host.Output.WriteLineAsync("- " + finding);
        }

        await host.Output.WriteLineAsync(findings.Count == 0 ? "Nothing is wrong." : $"{findings.Count} findings.");
        return findings.Count == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    // Whether what comes after can be looked at.
    private static async Task<bool> LookAsync(
        List<string> findings, Func<CancellationToken, Task<IReadOnlyList<string>>> check, CancellationToken cancellationToken)
    {
        try
        {
            var found = await check(cancellationToken);
            findings.AddRange(found);
            return found.Count == 0;
        }
        catch (Exception fault) when (fault is DbException or StoreUnavailableException or SecretUnavailableException
            or InvalidOperationException)
        {
            findings.Add(fault.InnerException is DbException cause ? cause.Message : fault.Message);
            return false;
        }
    }
}
