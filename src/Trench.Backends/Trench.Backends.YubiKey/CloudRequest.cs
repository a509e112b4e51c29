namespace Trench.Backends.YubiKey;

/// <summary>
/// One question to all servers of an account: the same password and nonce, so that servers which hear of each other know it for one
/// question.
/// </summary>
internal sealed class CloudRequest
{
    private readonly string _query;

    /// <summary>Asks for a canonical password.</summary>
    public CloudRequest(CloudAccount account, string otp)
    {
        Account = account;
        Otp = otp;

        // 32 characters of [0-9a-f]; the protocol asks for 16 to 40 of letters and digits.
        Nonce = Codes.Id();
        var pairs = new Dictionary<string, string>
        {
            ["id"] = account.ClientId,
            ["otp"] = otp,
            ["nonce"] = Nonce,

            // Brings the key's counters into the answer.
            ["timestamp"] = "1",
        };
        if (account.SyncLevel is { } level)
        {
            pairs["sl"] = level;
        }

        pairs[CloudSignature.Name] = Convert.ToBase64String(CloudSignature.Of(pairs, account.Key));
        _query = string.Join('&', pairs.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }

    /// <summary>Whose question it is.</summary>
    public CloudAccount Account { get; }

    /// <summary>The password in question.</summary>
    public string Otp { get; }

    /// <summary>What ties the answer to this question.</summary>
    public string Nonce { get; }

    /// <summary>The address to get.</summary>
    public Uri To(Uri server) => new UriBuilder(server) { Query = _query }.Uri;
}
