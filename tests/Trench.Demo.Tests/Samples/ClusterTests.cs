using System.Diagnostics;

namespace Trench.Demo.Tests;

[Collection(FaultTests.Name)]
public sealed class ClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [ComponentFact(Component.PostgreSql, Component.Nginx)]
    public async Task A_login_through_the_proxy_survives_the_death_of_a_node()
    {
        var sample = Path.Combine(DemoProcess.Root(), "samples", "Cluster", "run");
        var start = new ProcessStartInfo(sample, ["--no-build"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CONFIGURATION"] = DemoProcess.Configuration();
        using var run = Process.Start(start) ?? throw new InvalidOperationException("The sample did not start.");
        var (said, complaints) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        try
        {
            await run.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }
        }

        Assert.True(run.ExitCode == 0, await said + await complaints);
        Assert.Contains("Done.", await said, StringComparison.Ordinal);
    }
}
