using System.Buffers.Text;

namespace Trench;

/// <summary>The keys under which messages are counted.</summary>
internal sealed class SendKeys(PepperRing peppers)
{
    /// <summary>
    /// The key of a person's limit. A stolen database tells nobody whom messages went to: an e-mail address or a phone number is soon guessed
    /// from a plain hash.
    /// </summary>
    public string Of(string kind, string value) => $"{kind}:{Base64Url.EncodeToString(peppers.Mac(peppers.Current, "send", kind, value))}";

    /// <summary>What counts something once more under a key.</summary>
    public static CountSend Count(string key, string? challengeId, IReadOnlyList<Rate> limits, DateTimeOffset now)
    {
        var row = new SendCount
        {
            Id = Codes.Id(now),
            Key = key,
            ChallengeId = challengeId,
            At = now,
            ExpiresAt = now + limits.Max(limit => limit.Period),
        };
        return new CountSend(row, limits);
    }
}
