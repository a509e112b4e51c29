using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>The language in which one answer is given.</summary>
internal sealed class AnswerLanguage
{
    private readonly Texts _texts;
    private readonly string? _wish;

    private AnswerLanguage(Texts texts, string? wish)
    {
        _texts = texts;
        _wish = wish;
    }

    /// <summary>The language a request asks for; null when it asks for none there is.</summary>
    public static string? WishOf(HttpContext context) =>
        AcceptLanguage.Choose(context.Request.Headers.AcceptLanguage, context.RequestServices.GetRequiredService<Texts>());

    /// <summary>The language of the answer to this request. Where the request asked, the answer's headers say what it got.</summary>
    public static AnswerLanguage For(HttpContext context)
    {
        var language = new AnswerLanguage(context.RequestServices.GetRequiredService<Texts>(), WishOf(context));
        if (context.Request.Headers.AcceptLanguage.Count > 0)
        {
            context.Response.Headers.ContentLanguage = language._wish ?? Texts.English;
            context.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Language");
        }

        return language;
    }

    public string Say(Phrase phrase) => _texts.Say(phrase, _wish);
}
