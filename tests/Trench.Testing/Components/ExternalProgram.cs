using System.Diagnostics;

namespace Trench.Testing;

/// <summary>Runs a program of the system to its end, without a shell.</summary>
internal static class ExternalProgram
{
    // Far above what any of them needs (milliseconds): it only keeps a broken tool from hanging the run.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The full path of a program on the PATH, or null.</summary>
    internal static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Feeds <paramref name="input"/> to the program and returns its exit code and both outputs.</summary>
    internal static async Task<ProgramResult> RunAsync(
        string name, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, params IEnumerable<(string Name, string Value)> environment)
    {
        var path = Find(name) ?? throw new InvalidOperationException($"{name} is not on the PATH: run ./test, which installs it.");
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        using var limit = new CancellationTokenSource(Limit);

        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        var complaints = process.StandardError.ReadToEndAsync(limit.Token);
        await FeedAsync(process, input, limit.Token);
        await Task.WhenAll(copying, complaints, process.WaitForExitAsync(limit.Token));
        return new ProgramResult(process.ExitCode, output.ToArray(), await complaints);
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program left before it read everything; its exit code and message say why.
        }
    }
}

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int ExitCode, byte[] Output, string Complaints)
{
    /// <summary>The output as text without the line end.</summary>
    internal string Text => System.Text.Encoding.UTF8.GetString(Output).TrimEnd('\n');
}
