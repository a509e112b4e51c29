using System.CommandLine;

namespace Trench.Tool;

/// <summary>The commands <c>trench keys list</c>, <c>rotate</c> and <c>rewrap</c>.</summary>
internal static class KeysCommands
{
    /// <summary>The commands.</summary>
    public static Command Make(ToolHost host) => new("keys", "The keys of secrets and hashes.")
    {
        Make(host, "list", "Say how much hangs on which key.", static (run, token) => run.ListAsync(token)),
        Make(
            host,
            "rotate",
            "Make a new key and a new pepper. Running nodes use them within the hour.",
            static (run, _) => run.RotateAsync()),
        Make(
            host,
            "rewrap",
            "Seal everything under the newest keys, so that older master keys can go.",
            static (run, token) => run.RewrapAsync(token)),
    };

    private static Command Make(ToolHost host, string name, string description, Func<KeysRun, CancellationToken, Task<int>> action)
    {
        var (command, target) = (new Command(name, description), new TargetOptions());
        target.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var known = target.HostOf(line, host);
            await using var database = await Target.OpenAsync(target.Read(line, host), known.Environment, known.Clock, cancellationToken);
            database.CheckKeys();
            return await action(new KeysRun(database, known), cancellationToken);
        });
        return command;
    }
}
