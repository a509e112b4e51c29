using System.Net;
using System.Text.RegularExpressions;

namespace Trench.Backends.Email;

/// <summary>
/// The wording of one method's mails. <c>{{ code }}</c> stands for the code, <c>{{ text }}</c> for the engine's ready sentence with the
/// code.
/// </summary>
internal sealed partial record EmailTemplate(string Subject, string Plain, string Html)
{
    /// <summary>The built-in wording.</summary>
    public static readonly EmailTemplate BuiltIn = new(
        "Your verification code",
        "{{ text }}\n",
        """
        <!DOCTYPE html>
        <html>
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
        <body style="font: 1.1em/1.5 sans-serif"><p>{{ text }}</p></body>
        </html>

        """);

    private const string SampleCode = "123456";

    /// <summary>The mail of one message.</summary>
    public EmailMessage Write(Message message, string from, string to) => new(
        message.Id,
        from,
        to,
        Subject,
        Fill(Plain, message.Code, message.Text),
        Fill(Html, WebUtility.HtmlEncode(message.Code), WebUtility.HtmlEncode(message.Text)));

    /// <summary>What is wrong with a plain template, in words that follow the key's name; null when nothing is.</summary>
    public static string? FaultOfPlain(string template)
    {
        var runs = DigitRun().Matches(Fill(template, SampleCode, SampleCode)).Select(match => match.Value).ToArray();
        return FaultOfHtml(template) ?? runs switch
        {
            [SampleCode] => null,
            _ => "must print the code once and no other run of four or more digits: people and phones take the first one for the code.",
        };
    }

    /// <summary>What is wrong with an HTML template, in words that follow the key's name; null when nothing is.</summary>
    public static string? FaultOfHtml(string template)
    {
        var names = Placeholder().Matches(template).Select(match => match.Groups[1].Value).ToArray();
        return names.FirstOrDefault(name => name is not ("code" or "text")) is { } unknown
            ? $"uses {{{{ {unknown} }}}}, which is not known: there are {{{{ code }}}} and {{{{ text }}}}."
            : names.Length == 0 ? "does not print {{ code }}." : null;
    }

    // One pass, so that nothing a value brings along is taken for a placeholder.
    private static string Fill(string template, string code, string text) =>
        Placeholder().Replace(template, match => match.Groups[1].ValueSpan is "code" ? code : text);

    [GeneratedRegex(@"\{\{\s*([^{}\s]*)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRun();
}
