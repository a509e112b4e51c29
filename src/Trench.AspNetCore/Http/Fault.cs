using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>An answer that says no: status, stable machine code, and the text under the key where the ancestor has it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ErrorCode">Stable, in snake case; clients may dispatch on it alone.</param>
internal sealed record Fault(int Status, string ErrorCode) : IResult
{
    private static readonly Dictionary<string, IReadOnlyList<Phrase>> NoFields = [];

    /// <summary>The key of <see cref="Text"/>: <c>error</c>, <c>detail</c> or <c>details</c>.</summary>
    public string Key { get; init; } = "detail";

    /// <summary>The text for people; null when <see cref="Fields"/> say it all.</summary>
    public Phrase? Text { get; init; }

    /// <summary>What is wrong with which member.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Phrase>> Fields { get; init; } = NoFields;

    /// <summary>SimpleJWT's own <c>code</c> member, which its clients know.</summary>
    public string? TokenCode { get; init; }

    /// <summary>Whether SimpleJWT's <c>messages</c> about an access token go along.</summary>
    public bool WithTokenMessages { get; init; }

    /// <summary>RFC 6749's <c>error</c>; null where OAuth is not spoken.</summary>
    public string? GrantError { get; init; }

    /// <summary>What a 401 asks for.</summary>
    public string Challenge { get; init; } = FaultHeaders.Bearer;

    /// <summary>When to try again; every 429 and 503 says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The verbs that the path knows; of a 405.</summary>
    public string? Allow { get; init; }

    /// <summary>Whole seconds to wait, rounded up so that nobody comes back too early.</summary>
    public int? RetryAfterSeconds => RetryAfter is { } wait ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : null;

    /// <summary>A fault of one member.</summary>
    public static Fault Of(int status, string errorCode, string field, Phrase text) =>
        new(status, errorCode) { Fields = new Dictionary<string, IReadOnlyList<Phrase>> { [field] = [text] } };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        FaultHeaders.Apply(this, httpContext.Response);
        var language = AnswerLanguage.For(httpContext);
        return FaultHeaders.WantsProblem(httpContext.Request)
            ? Json.WriteAsync(httpContext, "application/problem+json", writer => FaultBody.WriteProblem(writer, this, language))
            : Json.WriteAsync(httpContext, "application/json", writer => FaultBody.Write(writer, this, language));
    }
}
