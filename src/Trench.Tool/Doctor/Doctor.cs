namespace Trench.Tool;

/// <summary>One visit: every check, whatever the others found. What cannot be looked at is a finding, too.</summary>
internal sealed class Doctor(Database database, ToolHost host)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var target = Target.Connect(database, host.Environment, host.Clock);
        var findings = new List<string>();
        if (await LookAsync(findings, token => SchemaCheckup.FindAsync(target, token), cancellationToken) && findings.Count == 0)
        {
            await LookAtSecretsAsync(findings, target, cancellationToken);
            await LookAsync(findings, token => EnrolmentCheckup.FindAsync(target, token), cancellationToken);
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

    private static async Task LookAtSecretsAsync(List<string> findings, Target target, CancellationToken cancellationToken)
    {
        if (await LookAsync(findings, token => KeyCheckup.FindAsync(target, token), cancellationToken))
        {
            await LookAsync(findings, token => SecretCheckup.FindAsync(target, token), cancellationToken);
        }
        else
        {
            findings.Add(SecretCheckup.Skipped);
        }
    }

    // Whether it could be looked at, whatever was found.
    private static async Task<bool> LookAsync(
        List<string> findings, Func<CancellationToken, Task<IReadOnlyList<string>>> check, CancellationToken cancellationToken)
    {
        try
        {
            findings.AddRange(await check(cancellationToken));
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException
            || Faults.Of(fault) is not null)
        {
            findings.Add(Faults.Text(fault));
            return false;
        }
    }
}
