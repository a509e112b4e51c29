using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Trench.Testing;

/// <summary>
/// Checks a signature as a service would, from the rule and without our signer: it takes what was signed from the request itself. boto3 and
/// the
/// AWS SDK for JavaScript are held against it.
/// </summary>
internal sealed partial class SigV4Verifier(string accessKey, string secretKey, TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <summary>The service's error code; null when the signature is right.</summary>
    public string? Fault(GatewayRequest request)
    {
        if (Authorization().Match(request.Headers.GetValueOrDefault("Authorization") ?? "") is not { Success: true } match)
        {
            return "MissingAuthenticationToken";
        }

        if (match.Groups["key"].Value != accessKey)
        {
            return "InvalidClientTokenId";
        }

        var date = request.Headers["X-Amz-Date"];
        var signed = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var scope = match.Groups["scope"].Value;
        var isRight = (clock.GetUtcNow() - signed).Duration() <= Tolerance
            && scope.StartsWith(date[..8], StringComparison.Ordinal)
            && Expected(request, date, scope, match.Groups["headers"].Value) == match.Groups["signature"].Value;
        return isRight ? null : "SignatureDoesNotMatch";
    }

    private string Expected(GatewayRequest request, string date, string scope, string names)
    {
        var canonical = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(request.Path).Append('\n')
            .Append(request.Query.TrimStart('?')).Append('\n');
        foreach (var name in names.Split(';'))
        {
            canonical.Append(name).Append(':').Append(Spaces().Replace(request.Headers[name].Trim(), " ")).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(request.Body)));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
        var key = Encoding.UTF8.GetBytes($"AWS4{secretKey}");
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{hash}")));
    }

    [GeneratedRegex(@"\AAWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<scope>\d{8}/[^/]+/sns/aws4_request), ?" +
        @"SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})\z")]
    private static partial Regex Authorization();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
