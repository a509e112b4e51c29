using System.Diagnostics;

namespace Trench.Tool.Tests;

public sealed class PythonTests
{
    private const string Program =
        "import base64, hashlib; "
        + "print(base64.b64encode(hashlib.pbkdf2_hmac('sha256', b'991017580526', b'q4Jx0nXk2mVb8sTd6wLz1a', 260000)).decode())";

    [PythonFact]
    public async Task Python_computes_the_hash_that_the_engine_computes()
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Program]) { RedirectStandardOutput = true })!;
        var value = (await python.StandardOutput.ReadToEndAsync()).Trim();
        await python.WaitForExitAsync();

        Assert.Equal(value, DjangoHash.Compute("pbkdf2_sha256$260000$q4Jx0nXk2mVb8sTd6wLz1a", "991017580526").Value);
        Assert.Equal(Django.Hash("991017580526"), $"pbkdf2_sha256$260000$q4Jx0nXk2mVb8sTd6wLz1a${value}");
    }
}

/// <summary>A fact that asks Python, skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = folders.Any(folder => File.Exists(Path.Combine(folder, "python3"))) ? null : "python3 is not on the PATH";
    }
}
