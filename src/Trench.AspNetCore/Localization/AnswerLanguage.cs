using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>The language in which one answer is given: Trench's own answers, and those of an application that speaks the same languages.</summary>
public sealed class AnswerLanguage
{
    private readonly Texts _texts;
    private readonly string? _wish;

    private AnswerLanguage(Texts texts, string? wish)
    {
        _texts = texts;
        _wish = wish;
    }

    /// <summary>
    /// The language of the answer to this request, by its <c>Accept-Language</c>; English when it asks for none there is. Where the request
    /// asked, the answer's headers say what it got, so this is called before the answer begins.
    /// </summary>
    /// <param name="context">The request.</param>
    public static AnswerLanguage For(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var language = new AnswerLanguage(context.RequestServices.GetRequiredService<Texts>(), WishOf(context));
        if (context.Request.Headers.AcceptLanguage.Count > 0)
        {
            context.Response.Headers.ContentLanguage = language._wish ?? Texts.English;
            context.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Language");
        }

        return language;
    }

    /// <summary>The sentence in this language; in English where nobody translated it.</summary>
    /// <param name="phrase">What is to be said.</param>
    public string Say(Phrase phrase) => _texts.Say(phrase, _wish);

    /// <summary>The language a request asks for; null when it asks for none there is.</summary>
    internal static string? WishOf(HttpContext context) =>
        AcceptLanguage.Choose(context.Request.Headers.AcceptLanguage, context.RequestServices.GetRequiredService<Texts>());
}
