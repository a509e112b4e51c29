using System.Globalization;

namespace Trench.Backends.YubiKey;

/// <summary>A server's answer: lines of <c>key=value</c>. Nothing in it is believed before its signature.</summary>
internal sealed class CloudResponse
{
    // Every status of the protocol. Others are never written to a log.
    private static readonly string[] Statuses =
    [
        "OK", "BAD_OTP", "REPLAYED_OTP", "BAD_SIGNATURE", "MISSING_PARAMETER", "NO_SUCH_CLIENT", "OPERATION_NOT_ALLOWED", "BACKEND_ERROR",
        "NOT_ENOUGH_ANSWERS", "REPLAYED_REQUEST",
    ];

    private readonly Dictionary<string, string> _pairs;

    private CloudResponse(Dictionary<string, string> pairs) => _pairs = pairs;

    /// <summary>One of the protocol's, or <c>unknown</c>. Told apart byte by byte: <c>ok</c> is unknown.</summary>
    public string Status => Statuses.FirstOrDefault(status => status == _pairs.GetValueOrDefault("status")) ?? "unknown";

    /// <summary>Reads a body. Null when a line is no pair or a key comes twice: which of the two was signed would be a guess.</summary>
    public static CloudResponse? Read(string body)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in body.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
        {
            // Base64 has equal signs of its own.
            var end = line.IndexOf('=', StringComparison.Ordinal);
            if (end < 1 || !line.All(IsPrintable) || !pairs.TryAdd(line[..end], line[(end + 1)..]))
            {
                return null;
            }
        }

        return new CloudResponse(pairs);
    }

    /// <summary>Whether the account's key signed it.</summary>
    public bool IsSignedFor(CloudAccount account) => CloudSignature.IsOn(_pairs, account.Key);

    /// <summary>Whether it is the answer to this question.</summary>
    public bool Answers(CloudRequest request) =>
        _pairs.GetValueOrDefault("otp") == request.Otp && _pairs.GetValueOrDefault("nonce") == request.Nonce;

    /// <summary>Whether it names another question. Some refusals name none.</summary>
    public bool AnswersAnother(CloudRequest request) =>
        (_pairs.TryGetValue("otp", out var otp) && otp != request.Otp)
        || (_pairs.TryGetValue("nonce", out var nonce) && nonce != request.Nonce);

    /// <summary>Whether as many peers agree as a percentage asks for. <c>fast</c> and <c>secure</c> are the server's to judge.</summary>
    public bool Reaches(string? level) =>
        level is null
        || !level.All(char.IsAsciiDigit)
        || (Number("sl", 100) is { } reached && reached >= int.Parse(level, CultureInfo.InvariantCulture));

    /// <summary>The key's counters as one number; null where they are missing or impossible.</summary>
    public long? Counter =>
        Number("sessioncounter", KeyCounter.MostSessions) is { } sessions && Number("sessionuse", KeyCounter.MostUses) is { } uses
            ? KeyCounter.Of(sessions, uses)
            : null;

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';

    private int? Number(string key, int most) =>
        _pairs.TryGetValue(key, out var text)
        && text.Length is > 0 and < 10
        && text.All(char.IsAsciiDigit)
        && int.Parse(text, CultureInfo.InvariantCulture) is var number
        && number <= most
            ? number
            : null;
}
