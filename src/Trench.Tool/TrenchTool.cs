using System.CommandLine;

namespace Trench.Tool;

/// <summary>The command line: which commands there are, and how a refusal ends.</summary>
internal static class TrenchTool
{
    /// <summary>Runs one command line and returns its <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolHost host, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trench, multi-factor authentication for ASP.NET Core: work on its database.")
        {
            new Command("import", "Bring second factors over from another product.") { ImportDjangoTrenchCommand.Make(host) },
            new Command("schema", "The tables of Trench.") { SchemaScriptCommand.Make(host) },
            KeysCommands.Make(host),
            FenceCommand.Make(host),
            DoctorCommand.Make(host),
        };
        try
        {
            var streams = new InvocationConfiguration { Output = host.Output, Error = host.Error, EnableDefaultExceptionHandler = false };
            return await root.Parse(arguments).InvokeAsync(streams, cancellationToken);
        }
        catch (Exception fault) when (Faults.Of(fault) is { } stop)
        {
            await host.Error.WriteLineAsync(stop.Message);
            return stop.ExitCode;
        }
    }
}
