namespace Trench.AspNetCore;

/// <summary>The texts of what belongs to HTTP: Django REST framework's and SimpleJWT's where they have one.</summary>
internal static class HttpPhrases
{
    public const string BadRequest = "Bad request.";
    public const string BadJson = "JSON parse error";
    public const string BadForm = "Form parse error";
    public const string BadQuery = "Query parse error";
    public const string UnknownMember = "The request has a member that this route does not know.";
    public const string NotAuthenticated = "Authentication credentials were not provided.";
    public const string BadAuthorizationHeader = "Authorization header must contain two space-delimited values";
    public const string AccessTokenNotValid = "Given token not valid for any token type";
    public const string TokenNotValid = "Token is invalid or expired";
    public const string Forbidden = "You do not have permission to perform this action.";
    public const string ForeignOrigin = "A change that a cookie authenticates has to come from the same origin.";
    public const string NotFound = "Not found.";
    public const string MethodNotAllowed = "Method not allowed.";
    public const string VerbNotAllowed = "Method \"{0}\" not allowed.";
    public const string BodyTooLarge = "Request body is too large.";
    public const string UnsupportedMediaType = "Unsupported media type in request.";
    public const string ThrottledOneSecond = "Request was throttled. Expected available in {0} second.";
    public const string Throttled = "Request was throttled. Expected available in {0} seconds.";
    public const string ServerError = "A server error occurred.";
    public const string Unavailable = "Service temporarily unavailable, try again later.";
}
