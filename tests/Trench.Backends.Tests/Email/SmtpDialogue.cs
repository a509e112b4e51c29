namespace Trench.Backends.Email.Tests;

/// <summary>What an open mail server says, and where in the dialogue a line of the client's stands.</summary>
internal static class SmtpDialogue
{
    /// <summary>Whether the line is the command; no command is the greeting, before the client has said anything.</summary>
    public static bool Matches(string line, string at) =>
        at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal);

    /// <summary>The answer to each command; null to a line of the mail.</summary>
    public static string? Accept(string line) => line.Split(' ')[0] switch
    {
        "" => "220 x",
        "EHLO" or "MAIL" or "RCPT" or "RSET" or "." => "250 ok",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => null,
    };
}
