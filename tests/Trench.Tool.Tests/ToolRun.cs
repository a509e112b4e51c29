using Microsoft.Extensions.Configuration;

namespace Trench.Tool.Tests;

/// <summary>How a command ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static async Task<ToolRun> OfAsync(
        IReadOnlyDictionary<string, string?> environment, TimeProvider clock, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var variables = new ConfigurationBuilder().AddInMemoryCollection(environment).Build();
        var host = new ToolHost(variables, clock, output, error);
        var code = await TrenchTool.RunAsync(arguments, host, CancellationToken.None);
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
