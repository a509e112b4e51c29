namespace Trench.AspNetCore;

/// <summary>The settings of <c>AddJwtTokens</c>.</summary>
public sealed class JwtOptions
{
    /// <summary>
    /// Lifetime of an access token. Default 5 minutes; 10 seconds to 1 hour. Logout and a password change end it earlier.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The <c>iss</c> claim, checked on each token. Default <c>trench</c>.</summary>
    public string Issuer { get; set; } = "trench";

    /// <summary>The <c>aud</c> claim, checked on each token. Default <c>trench</c>.</summary>
    public string Audience { get; set; } = "trench";

    internal IEnumerable<string> Faults()
    {
        if (AccessTokenLifetime < TimeSpan.FromSeconds(10) || AccessTokenLifetime > TimeSpan.FromHours(1))
        {
            yield return $"JwtOptions.AccessTokenLifetime is {AccessTokenLifetime}: set 10 seconds to 1 hour.";
        }

        if (string.IsNullOrWhiteSpace(Issuer))
        {
            yield return "JwtOptions.Issuer is empty: set the name of this application.";
        }

        if (string.IsNullOrWhiteSpace(Audience))
        {
            yield return "JwtOptions.Audience is empty: set the name of the API.";
        }
    }
}
