using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Trench.Backends.Email;

/// <summary>
/// What <c>Email:Smtp</c> says and what is wrong with it. Reading never fails: the faults are reported with all others at start.
/// </summary>
internal sealed record SmtpConfiguration(SmtpOptions Options, IReadOnlyList<string> Faults)
{
    /// <summary>The section, from the root of the configuration.</summary>
    public const string Section = "Email:Smtp";

    private static readonly string[] Keys = ["Host", "Port", "User", "Password", "Security", "CaFile", "From", "Timeout"];

    /// <summary>Reads the section.</summary>
    public static SmtpConfiguration Read(IConfiguration root)
    {
        var section = root.GetSection(Section);
        var faults = new List<string>();
        foreach (var unknown in section.GetChildren().Where(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add($"{unknown.Path} is not known: the keys of {Section} are {string.Join(", ", Keys)}.");
        }

        var security = ReadSecurity(section, faults);
        var options = new SmtpOptions
        {
            Host = Text(section, "Host"),
            Port = ReadNumber(section, "Port", security == SmtpSecurity.Tls ? 465 : 587, 65535, faults),
            User = Text(section, "User"),
            Password = Text(section, "Password"),
            Security = security,
            CaFile = Text(section, "CaFile"),
            From = Text(section, "From"),
            Timeout = TimeSpan.FromSeconds(ReadNumber(section, "Timeout", 10, 60, faults)),
        };
        faults.AddRange(Contradictions(options));
        return new SmtpConfiguration(options, faults);
    }

    private static IEnumerable<string> Contradictions(SmtpOptions options)
    {
        if (options.User is null != options.Password is null)
        {
            yield return $"{Section}:User and {Section}:Password go together: set both, or neither where no account is needed.";
        }

        if (options.User is not null && options.Security == SmtpSecurity.None)
        {
            yield return $"{Section}:Security is None, so the password would be sent in clear: set StartTls or Tls, or remove the account.";
        }

        if (options.CaFile is not null && ServerTrust.FaultOf(options.CaFile) is { } fault)
        {
            yield return fault;
        }

        if (options.From is not null && !EmailSender.IsSender(options.From))
        {
            yield return $"{Section}:From is no sender: set an address, such as Shop <noreply@example.com>.";
        }
    }

    private static SmtpSecurity ReadSecurity(IConfigurationSection section, List<string> faults)
    {
        if (Text(section, "Security") is not { } text)
        {
            return SmtpSecurity.StartTls;
        }

        // By name and not by Enum.TryParse, which takes numbers too.
        foreach (var security in Enum.GetValues<SmtpSecurity>())
        {
            if (text.Equals(security.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return security;
            }
        }

        faults.Add($"{Section}:Security is '{text}': set StartTls, Tls or None.");
        return SmtpSecurity.StartTls;
    }

    private static int ReadNumber(IConfigurationSection section, string key, int fallback, int most, List<string> faults)
    {
        if (Text(section, key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        faults.Add($"{Section}:{key} is '{text}': set a number from 1 to {most}.");
        return fallback;
    }

    private static string? Text(IConfigurationSection section, string key) =>
        section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
