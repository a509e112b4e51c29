using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>The command <c>trench schema script</c>: prints the schema, or what an older one lacks. It opens no database.</summary>
internal static class SchemaScriptCommand
{
    /// <summary>The command.</summary>
    public static Command Make(ToolHost host)
    {
        var provider = new Option<DatabaseKind>("--provider") { Required = true, Description = "sqlite or postgresql." };
        var from = new Option<int>("--from")
        {
            Description = $"The version the database has: 0 for none (the default), {SchemaSteps.First} to {SchemaSteps.Current}.",
        };
        var command = new Command("script", "Print the SQL that creates the tables of Trench, or brings an older version up.")
        {
            provider, from,
        };
        command.SetAction((line, cancellationToken) =>
            WriteAsync(line.GetRequiredValue(provider), line.GetValue(from), host, cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(DatabaseKind kind, int from, ToolHost host, CancellationToken cancellationToken)
    {
        if (from < 0 || from > SchemaSteps.Current)
        {
            throw new StopException(
                ExitCodes.Usage, $"--from is 0 to {SchemaSteps.Current}: this is Trench with schema {SchemaSteps.Current}.");
        }

        var options = new DbContextOptionsBuilder<TargetDbContext>();
        new Database(kind, kind == DatabaseKind.Sqlite ? "Data Source=none" : "Host=none").Use(options);
        await using var context = new TargetDbContext(options.Options);
        await host.Output.WriteAsync(SchemaScript.From(from, context).AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }
}
