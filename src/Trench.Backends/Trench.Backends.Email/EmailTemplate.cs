using System.Net;
using System.Text.RegularExpressions;

namespace Trench.Backends.Email;

/// <summary>
/// The wording of one method's mails. <c>{{ code }}</c> stands for the code, <c>{{ text }}</c> for the engine's ready sentence with the
/// code in the addressee's language, <c>{{ language }}</c> for that language.
/// </summary>
/// <param name="Subject">The subject; null says it in the addressee's language.</param>
/// <param name="Plain">The plain part.</param>
/// <param name="Html">The HTML part.</param>
internal sealed partial record EmailTemplate(string? Subject, string Plain, string Html)
{
    /// <summary>The built-in wording.</summary>
    public static readonly EmailTemplate BuiltIn = new(
        null,
        "{{ text }}\n",
        """
        <!DOCTYPE html>
        <html lang="{{ language }}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
        <body style="font: 1.1em/1.5 sans-serif"><p>{{ text }}</p></body>
        </html>

        """);

    private const string SampleCode = "123456";

    /// <summary>The mail of one message.</summary>
    public EmailMessage Write(Message message, string from, string to, Texts texts)
    {
        var language = texts.Find(message.Language) ?? Texts.English;
        return new EmailMessage(
            message.Id,
            from,
            to,
            message.Subject ?? Subject ?? texts.Say(EmailPhrases.Subject, language),
            Fill(Plain, message.Code, message.Text, language),
            Fill(Html, WebUtility.HtmlEncode(message.Code), WebUtility.HtmlEncode(message.Text), language));
    }

    /// <summary>What is wrong with a plain template, in words that follow the key's name; null when nothing is.</summary>
    public static string? FaultOfPlain(string template)
    {
        var runs = DigitRun().Matches(Fill(template, SampleCode, SampleCode, Texts.English)).Select(match => match.Value).ToArray();
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
        return names.FirstOrDefault(name => name is not ("code" or "text" or "language")) is { } unknown
            ? $"uses {{{{ {unknown} }}}}, which is not known: there are {{{{ code }}}}, {{{{ text }}}} and {{{{ language }}}}."
            : names.Any(name => name is not "language") ? null : "does not print {{ code }}.";
    }

    // One pass, so that nothing a value brings along is taken for a placeholder.
    private static string Fill(string template, string code, string text, string language) => Placeholder().Replace(
        template,
        match => match.Groups[1].ValueSpan switch
        {
            "code" => code,
            "language" => language,
            _ => text,
        });

    [GeneratedRegex(@"\{\{\s*([^{}\s]*)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRun();
}
