using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;

namespace Trench.Demo;

/// <summary>What the development mailbox filed instead of sending, newest first: a page, or JSON for scripts. Development only.</summary>
internal static class MailboxPage
{
    public static void MapMailbox(this IEndpointRouteBuilder app) =>
        app.MapMethods("/dev/mailbox", [HttpMethods.Get, HttpMethods.Head], Show).ExcludeFromDescription();

    private static IResult Show(DevelopmentMailbox mailbox, HttpResponse response, string? format = null)
    {
        response.Headers.CacheControl = "no-store";
        return format == "json"
            ? Results.Json(mailbox.Newest())
            : Results.Content(Render(mailbox.Newest()), MediaTypeNames.Text.Html, Encoding.UTF8);
    }

    private static string Render(IReadOnlyList<FiledMessage> mails) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Mailbox – Trench demo</title>
          <link rel="icon" href="/icon.svg">
          <link rel="stylesheet" href="/style.css">
        </head>
        <body>
          <header class="top">
            <p class="brand"><img src="/icon.svg" alt="" width="28" height="28"> Trench demo</p>
            <nav aria-label="Demo"><a href="/">Back to the demo</a> <a href="/dev/mailbox">Reload</a></nav>
          </header>
          <main>
            <h1>Mailbox</h1>
            <p>Mails and SMS of this development server, newest first. None of them was sent anywhere.</p>
            {(mails.Count == 0 ? "<p>It is empty.</p>" : string.Concat(mails.Select(Render)))}
          </main>
        </body>
        </html>
        """;

    private static string Render(FiledMessage mail) =>
        $"""
        <article class="mail">
          <h2>{Encode(mail.Subject)}</h2>
          <p>To {Encode(mail.To)}, {Encode(mail.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))} UTC</p>
          <pre>{Encode(mail.Text)}</pre>
        </article>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
