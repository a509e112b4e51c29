using System.CommandLine;

namespace Trench.Tool;

/// <summary>The command <c>trench doctor</c>: looks at everything, changes nothing.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Make(ToolHost host)
    {
        var command = new Command("doctor", "Look at database, keys and settings, and say what is wrong. It changes nothing.");
        var target = new TargetOptions();
        target.AddTo(command);
        command.SetAction((line, cancellationToken) =>
            new Doctor(target.Read(line, host), target.HostOf(line, host)).RunAsync(cancellationToken));
        return command;
    }
}
