using System.Security.Cryptography;
using System.Text;

namespace Trench.Testing;

/// <summary>A validation server's answer before it is written.</summary>
public sealed class YubiCloudReply
{
    private static readonly string[] Order =
        ["h", "t", "otp", "nonce", "sl", "timestamp", "sessioncounter", "sessionuse", "status"];

    /// <summary>Its pairs; the signature is added when it is written.</summary>
    public IDictionary<string, string> Pairs { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it is signed with. Yubico's server takes the empty key where it knows no account.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>The HTTP status; Yubico's server knows only 200.</summary>
    public int StatusCode { get; set; } = 200;

    /// <summary>Changes the text after it is signed.</summary>
    public Func<string, string> Distort { get; set; } = static text => text;

    /// <summary>The body: lines that end with CR LF, and an empty one.</summary>
    internal string Write()
    {
        Pairs["h"] = Sign(Pairs, Key);
        var lines = Pairs.OrderBy(pair => Array.IndexOf(Order, pair.Key)).Select(pair => $"{pair.Key}={pair.Value}\r\n");
        return Distort(string.Concat(lines) + "\r\n");
    }

    /// <summary>The signature of pairs, in base64.</summary>
    internal static string Sign(IEnumerable<KeyValuePair<string, string>> pairs, byte[] key)
    {
        var sorted = new SortedDictionary<string, string>(pairs.Where(pair => pair.Key != "h").ToDictionary(), StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
