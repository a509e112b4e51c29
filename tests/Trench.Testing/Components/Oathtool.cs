using System.Globalization;
using System.Text;

namespace Trench.Testing;

/// <summary>An independent authenticator: the program oathtool. The secret goes in by standard input and never shows in a process list.</summary>
public static class Oathtool
{
    /// <summary>The code of a base32 secret at an instant; 6, 7 or 8 digits.</summary>
    public static async Task<string> TotpAsync(
        string secret, DateTimeOffset at, OathHash hash = OathHash.Sha1, int digits = 6, int stepSeconds = 30)
    {
        var result = await RunAsync(Arguments(at, hash, digits, stepSeconds, window: 0), secret);
        return result.ExitCode == 0
            ? result.Text
            : throw new InvalidOperationException($"oathtool refused with {result.ExitCode}: {result.Complaints}");
    }

    /// <summary>Whether oathtool takes the code at this instant, or up to <paramref name="window"/> steps before or after it.</summary>
    public static async Task<bool> VerifyAsync(
        string secret,
        string code,
        DateTimeOffset at,
        OathHash hash = OathHash.Sha1,
        int digits = 6,
        int stepSeconds = 30,
        int window = 0)
    {
        var result = await RunAsync([.. Arguments(at, hash, digits, stepSeconds, window), code], secret);
        return result.ExitCode switch
        {
            0 => true,
            2 => false,
            _ => throw new InvalidOperationException($"oathtool ended with {result.ExitCode}: {result.Complaints}"),
        };
    }

    /// <summary>The first HOTP codes of a base32 secret, from counter zero (RFC 4226).</summary>
    public static async Task<IReadOnlyList<string>> HotpAsync(string secret, int count, int digits = 6)
    {
        string[] arguments = ["--hotp", "-b", "-c", "0", "-w", Number(count - 1), "-d", Number(digits), "-"];
        var result = await RunAsync(arguments, secret);
        return result.ExitCode == 0
            ? result.Text.Split('\n')
            : throw new InvalidOperationException($"oathtool refused with {result.ExitCode}: {result.Complaints}");
    }

    private static string[] Arguments(DateTimeOffset at, OathHash hash, int digits, int stepSeconds, int window) =>
    [
        $"--totp={hash.ToString().ToLowerInvariant()}", "-b", "-d", Number(digits), "-s", $"{Number(stepSeconds)}s",
        "-w", Number(window), "-N", $"@{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}", "-",
    ];

    private static Task<ProgramResult> RunAsync(IEnumerable<string> arguments, string secret) =>
        ExternalProgram.RunAsync("oathtool", arguments, Encoding.ASCII.GetBytes(secret + "\n"));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
