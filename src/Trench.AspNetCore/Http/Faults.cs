using FluentValidation.Results;

namespace Trench.AspNetCore;

/// <summary>
/// The faults that belong to HTTP and not to a flow: the same in every facade, in the words of Django REST framework and SimpleJWT.
/// </summary>
internal static class Faults
{
    public const string TokenText = "Token is invalid or expired";

    public static readonly Fault BadJson = new(400, "parse_error") { Text = "JSON parse error" };

    public static readonly Fault BadForm = new(400, "parse_error") { Text = "Form parse error" };

    public static readonly Fault BadQuery = new(400, "parse_error") { Text = "Query parse error" };

    public static readonly Fault NotAuthenticated = new(401, "not_authenticated")
    {
        Text = "Authentication credentials were not provided.",
    };

    public static readonly Fault BadAuthorizationHeader = new(401, "bad_authorization_header")
    {
        Text = "Authorization header must contain two space-delimited values",
        TokenCode = "bad_authorization_header",
    };

    public static readonly Fault AccessTokenNotValid = new(401, "token_not_valid")
    {
        Text = "Given token not valid for any token type",
        TokenCode = "token_not_valid",
        WithTokenMessages = true,
    };

    public static readonly Fault TokenNotValid = new(401, "token_not_valid") { Text = TokenText, TokenCode = "token_not_valid" };

    public static readonly Fault Forbidden = new(403, "forbidden") { Text = "You do not have permission to perform this action." };

    public static readonly Fault ForeignOrigin = new(403, "foreign_origin")
    {
        Text = "A change that a cookie authenticates has to come from the same origin.",
    };

    public static readonly Fault UnknownMember = new(400, "unknown_member") { Text = "The request has a member that this route does not know." };

    public static readonly Fault NotFound = new(404, "not_found") { Text = "Not found." };

    public static readonly Fault BodyTooLarge = new(413, "body_too_large") { Text = "Request body is too large." };

    public static readonly Fault UnsupportedMediaType = new(415, "unsupported_media_type") { Text = "Unsupported media type in request." };

    public static readonly Fault ServerError = new(500, "server_error") { Text = "A server error occurred." };

    public static readonly Fault Unavailable = new(503, "unavailable")
    {
        Text = "Service temporarily unavailable, try again later.",
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>The path exists, for other verbs. An invented verb is not repeated.</summary>
    public static Fault MethodNotAllowed(string? knownVerb, string allow) => new(405, "method_not_allowed")
    {
        Text = knownVerb is null ? "Method not allowed." : $"Method \"{knownVerb}\" not allowed.",
        Allow = allow,
    };

    /// <summary>All faulty members together.</summary>
    public static Fault Invalid(ValidationResult result) => new(400, "invalid")
    {
        Fields = result.Errors
            .GroupBy(error => error.PropertyName, error => error.ErrorMessage)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]),
    };

    /// <summary>What the application found wrong with members; null when nothing is.</summary>
    public static Fault? Invalid(IReadOnlyList<(string Member, string Text)> faults) => faults.Count == 0 ? null : new(400, "invalid")
    {
        Fields = faults
            .GroupBy(fault => fault.Member, fault => fault.Text)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]),
    };

    /// <summary>A limit refuses. A refusal that does not say for how long asks for half a minute.</summary>
    public static Fault Throttled(string errorCode, TimeSpan? retryAfter)
    {
        var fault = new Fault(429, errorCode) { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(30) };
        var unit = fault.RetryAfterSeconds == 1 ? "second" : "seconds";
        return fault with { Text = $"Request was throttled. Expected available in {fault.RetryAfterSeconds} {unit}." };
    }
}
