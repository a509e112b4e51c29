using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.Sms;

/// <summary>A request to be signed.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Address">Where it goes; path and query already percent-encoded.</param>
/// <param name="Headers">The headers to sign, without the date: at least <c>host</c>.</param>
/// <param name="Body">The body.</param>
internal sealed record SigV4Request(string Method, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Hides the body.</summary>
    public override string ToString() => $"{Method} {Address.Host}";
}

/// <summary>AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request"); the steps below are its own.</summary>
internal sealed class SigV4Signer(string accessKey, string secretKey, string region, string service)
{
    /// <summary>The header that carries <see cref="DateOf"/>; always signed.</summary>
    public const string DateHeader = "X-Amz-Date";

    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The instant as the header has it.</summary>
    public static string DateOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    public string Sign(SigV4Request request, DateTimeOffset instant)
    {
        var date = DateOf(instant);
        var headers = request.Headers.Append(new("x-amz-date", date))
            .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), Squeeze(header.Value)))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var signed = string.Join(';', headers.Select(header => header.Key));

        // Step 1 and 2: the canonical request and its hash.
        var canonical = string.Join(
            '\n',
            request.Method,
            request.Address.AbsolutePath,
            CanonicalQuery(request.Address.Query),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            signed,
            Hex(SHA256.HashData(request.Body)));

        // Step 3: the string to sign. Step 4 and 5: the signature, and where it goes.
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var text = string.Join('\n', Algorithm, date, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Hex(Mac(KeyOf(date[..8]), text));
        return $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={signed}, Signature={signature}";
    }

    private byte[] KeyOf(string day)
    {
        var key = Mac(Encoding.UTF8.GetBytes("AWS4" + secretKey), day);
        return Mac(Mac(Mac(key, region), service), "aws4_request");
    }

    private static string CanonicalQuery(string query) => string.Join(
        '&',
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal));

    // "Trimall": no white space around, one space inside.
    private static string Squeeze(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
