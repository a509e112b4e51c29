namespace Trench.AspNetCore;

/// <summary>
/// The titles of problems: the reason phrases of the statuses that are answered. RFC 9457 section 3.1.3 lets a title be translated.
/// </summary>
internal static class TitlePhrases
{
    public const string Status400 = "Bad Request";
    public const string Status401 = "Unauthorized";
    public const string Status403 = "Forbidden";
    public const string Status404 = "Not Found";
    public const string Status405 = "Method Not Allowed";
    public const string Status408 = "Request Timeout";
    public const string Status413 = "Payload Too Large";
    public const string Status415 = "Unsupported Media Type";
    public const string Status422 = "Unprocessable Entity";
    public const string Status429 = "Too Many Requests";
    public const string Status500 = "Internal Server Error";
    public const string Status501 = "Not Implemented";
    public const string Status503 = "Service Unavailable";
}
