using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Trench.Testing;

/// <summary>The built demo as a process of its own, on a free port: one node of those that share a database.</summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private DemoProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The threads it has now.</summary>
    public int Threads
    {
        get
        {
            _process.Refresh();
            return _process.Threads.Count;
        }
    }

    /// <summary>The memory it has now, in MiB, as the kernel counts it.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts it and waits until it listens; throws with all it said when it does not.</summary>
    /// <param name="settings">Configuration keys, as <c>Trench:DataFolder</c>. They win over the demo's own file.</param>
    /// <param name="repository">The checkout whose built demo is started; null for this one.</param>
    public static async Task<DemoProcess> StartAsync(IEnumerable<KeyValuePair<string, string>> settings, string? repository = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var project = Path.Combine(repository ?? Root(), "samples", "Trench.Demo");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", Configuration(), "net10.0", "Trench.Demo.dll")])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",

                // The platform's password hash is not what the tests are about, and would be most of what they wait for.
                ["Demo__PasswordHasher__IterationCount"] = "1000",
            },
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        return new DemoProcess(process, await ReadAddressAsync(process));
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        // It has no children, and a search for them would let it answer meanwhile what it has in its hands.
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as an orchestrator does (SIGTERM), and waits for it; its exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>Ends it at once where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // The demo says where it listens; what it says later is drained, so that it never waits for a reader.
    private static async Task<Uri> ReadAddressAsync(Process process)
    {
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Read(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null || found.Task.IsCompleted)
            {
                return;
            }

            lock (said)
            {
                said.Add(line.Data);
            }

            if (Listening().Match(line.Data) is { Success: true } match)
            {
                found.TrySetResult(new Uri(match.Groups[1].Value));
            }
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(found.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        if (first == found.Task)
        {
            return await found.Task;
        }

        process.Kill(entireProcessTree: true);
        lock (said)
        {
            throw new InvalidOperationException("The demo did not start. It said:\n" + string.Join('\n', said));
        }
    }

    /// <summary>The folder of the repository.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trench.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run from within the repository.");
    }

    /// <summary>What the tests were built as: .../bin/(configuration)/net10.0/.</summary>
    internal static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    [GeneratedRegex("Now listening on: (http://[^ ]+)")]
    private static partial Regex Listening();
}
