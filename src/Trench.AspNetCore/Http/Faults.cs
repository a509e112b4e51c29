using System.Globalization;
using FluentValidation.Results;

namespace Trench.AspNetCore;

/// <summary>
/// The faults that belong to HTTP and not to a flow: the same in every facade, in the words of Django REST framework and SimpleJWT.
/// </summary>
internal static class Faults
{
    public static readonly Fault BadJson = new(400, "parse_error") { Text = HttpPhrases.BadJson };

    public static readonly Fault BadForm = new(400, "parse_error") { Text = HttpPhrases.BadForm };

    public static readonly Fault BadQuery = new(400, "parse_error") { Text = HttpPhrases.BadQuery };

    public static readonly Fault NotAuthenticated = new(401, "not_authenticated")
    {
        Text = HttpPhrases.NotAuthenticated,
    };

    public static readonly Fault BadAuthorizationHeader = new(401, "bad_authorization_header")
    {
        Text = HttpPhrases.BadAuthorizationHeader,
        TokenCode = "bad_authorization_header",
    };

    public static readonly Fault AccessTokenNotValid = new(401, "token_not_valid")
    {
        Text = HttpPhrases.AccessTokenNotValid,
        TokenCode = "token_not_valid",
        WithTokenMessages = true,
    };

    public static readonly Fault TokenNotValid = new(401, "token_not_valid")
    {
        Text = HttpPhrases.TokenNotValid,
        TokenCode = "token_not_valid",
    };

    public static readonly Fault Forbidden = new(403, "forbidden") { Text = HttpPhrases.Forbidden };

    public static readonly Fault ForeignOrigin = new(403, "foreign_origin")
    {
        Text = HttpPhrases.ForeignOrigin,
    };

    public static readonly Fault UnknownMember = new(400, "unknown_member") { Text = HttpPhrases.UnknownMember };

    public static readonly Fault NotFound = new(404, "not_found") { Text = HttpPhrases.NotFound };

    public static readonly Fault BodyTooLarge = new(413, "body_too_large") { Text = HttpPhrases.BodyTooLarge };

    public static readonly Fault UnsupportedMediaType = new(415, "unsupported_media_type") { Text = HttpPhrases.UnsupportedMediaType };

    public static readonly Fault ServerError = new(500, "server_error") { Text = HttpPhrases.ServerError };

    public static readonly Fault Unavailable = new(503, "unavailable")
    {
        Text = HttpPhrases.Unavailable,
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>The path exists, for other verbs. An invented verb is not repeated.</summary>
    public static Fault MethodNotAllowed(string? knownVerb, string allow) => new(405, "method_not_allowed")
    {
        Text = knownVerb is null ? HttpPhrases.MethodNotAllowed : new Phrase(HttpPhrases.VerbNotAllowed, knownVerb),
        Allow = allow,
    };

    /// <summary>All faulty members together.</summary>
    public static Fault Invalid(ValidationResult result) => new(400, "invalid")
    {
        Fields = result.Errors
            .GroupBy(error => error.PropertyName, error => error.CustomState as Phrase ?? error.ErrorMessage)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Phrase>)[.. group]),
    };

    /// <summary>What the application found wrong with members; null when nothing is.</summary>
    public static Fault? Invalid(IReadOnlyList<(string Member, string Text)> faults) => faults.Count == 0 ? null : new(400, "invalid")
    {
        Fields = faults
            .GroupBy(fault => fault.Member, fault => new Phrase(fault.Text))
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Phrase>)[.. group]),
    };

    /// <summary>A limit refuses. A refusal that does not say for how long asks for half a minute.</summary>
    public static Fault Throttled(string errorCode, TimeSpan? retryAfter)
    {
        var fault = new Fault(429, errorCode) { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(30) };
        var seconds = fault.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
        return fault with { Text = new Phrase(seconds == "1" ? HttpPhrases.ThrottledOneSecond : HttpPhrases.Throttled, seconds) };
    }
}
