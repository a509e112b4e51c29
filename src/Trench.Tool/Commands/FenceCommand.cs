using System.CommandLine;
using System.Globalization;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>The command <c>trench fence</c>, for after a backup was restored.</summary>
internal sealed class FenceCommand
{
    private readonly TargetOptions _target = new();
    private readonly Option<string> _since = new("--since")
    {
        Required = true,
        Description = "When the backup was made, as 2026-11-24T18:00:00Z.",
    };

    /// <summary>The command.</summary>
    public static Command Make(ToolHost host)
    {
        var fence = new FenceCommand();
        var command = new Command("fence", "After a backup was restored: make void what may have been used since it was made.")
        {
            fence._since,
        };
        fence._target.AddTo(command);
        command.SetAction((line, cancellationToken) => fence.RunAsync(line, host, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, ToolHost host, CancellationToken cancellationToken)
    {
        var known = _target.HostOf(line, host);
        var now = known.Clock.GetUtcNow();
        var since = Read(line.GetRequiredValue(_since), now);
        await using var target = await Target.OpenAsync(_target.Read(line, host), known.Environment, known.Clock, cancellationToken);
        var sections = new MethodSections(known.Environment);
        var methods = new FencedMethods(sections.Apps, sections.OwnKeys, [.. sections.Names.Except(sections.OwnKeys)]);
        var names = string.Join(", ", methods.Apps.Select(method => method.Name));
        var count = await new RestoreFence(target.Context).RunAsync(since, methods, now, cancellationToken);
        await known.Output.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Fenced since {since:u}.
            Tickets and codes closed: {count.Challenges}. Messages dropped: {count.Messages}. Sessions ended: {count.Sessions}.
            Backup codes made void: {count.BackupCodes}; their owners are told to make new ones at the next login.
            Authenticator apps moved to the present step: {count.Counters} (methods: {names}).
            {Keys(methods.OwnKeys, count)}Counters of wrong answers were left as they are.

            """));
        return ExitCodes.Done;
    }

    // Says nothing of keys to those who have none.
    private static string Keys(IReadOnlyList<string> methods, FenceCount count) => methods.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Keys of your own to be confirmed anew by their owners, who have another method: {count.Keys} (methods: {string.Join(", ", methods)}).
        Keys left as they are, because their owners have nothing else: {count.KeysLeft}; have each of them pressed once.

        """);

    private static DateTimeOffset Read(string text, DateTimeOffset now)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since);
        return isTime && since <= now
            ? since
            : throw new StopException(ExitCodes.Usage, "--since is a moment in the past, as 2026-11-24T18:00:00Z.");
    }
}
