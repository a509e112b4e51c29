using System.Globalization;

namespace Trench.Backends.YubiKey;

/// <summary>The keys of an account of YubiCloud, or of a server of one's own that speaks its protocol.</summary>
internal static class CloudSettings
{
    public const string ClientId = "YUBICLOUD_CLIENT_ID";
    public const string SecretKey = "YUBICLOUD_SECRET_KEY";
    public const string Urls = "YUBICLOUD_URLS";
    public const string BaseUrl = "BASE_URL";
    public const string SyncLevel = "YUBICLOUD_SL";
    public const string Timeout = "YUBICLOUD_TIMEOUT";

    private const string VerifyPath = "/wsapi/2.0/verify";
    private const int MostServers = 10;
    private const int DefaultTimeout = 3;
    private const int LongestTimeout = 10;

    // Yubico's own client asks these five.
    private const string YubicosUrls =
        "https://api.yubico.com,https://api2.yubico.com,https://api3.yubico.com,https://api4.yubico.com,https://api5.yubico.com";

    /// <summary>Whether there is an account. Half of one is none: there is no unsigned mode.</summary>
    public static bool IsSet(MethodSettings settings) => settings.Value(ClientId) is not null && settings.Value(SecretKey) is not null;

    /// <summary>Reads an account that <see cref="Faults"/> found nothing wrong with.</summary>
    public static CloudAccount Read(MethodSettings settings) => new(
        settings.Value(ClientId) ?? "",
        KeyOf(settings) ?? [],
        [.. Addresses(settings).Select(Server).OfType<Uri>()],
        settings.Value(SyncLevel),
        TimeSpan.FromSeconds(Seconds(settings)));

    /// <summary>What is wrong, one line for each key.</summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        if (IsSet(settings) && !IsClientId(settings.Value(ClientId) ?? ""))
        {
            yield return $"{ClientId} is no account: set its number, 1 to 10 digits.";
        }

        if (settings.Value(ClientId) is null && settings.Value(SecretKey) is not null)
        {
            yield return $"{ClientId} is not set, and {SecretKey} is: set the number of the account, too.";
        }

        if (settings.Value(SecretKey) is not null && KeyOf(settings) is null)
        {
            yield return $"{SecretKey} is no key: set the account's key in base64, 16 to 64 bytes.";
        }

        foreach (var fault in ServerFaults(settings))
        {
            yield return fault;
        }

        if (settings.Value(SyncLevel) is { } level && level is not ("fast" or "secure") && Whole(level) is not (>= 1 and <= 100))
        {
            yield return $"{SyncLevel} is '{level}': set 1 to 100 (percent), fast or secure.";
        }

        if (Seconds(settings) is < 1 or > LongestTimeout)
        {
            yield return $"{Timeout} is '{settings.Value(Timeout)}': set 1 to {LongestTimeout} seconds.";
        }
    }

    private static IEnumerable<string> ServerFaults(MethodSettings settings)
    {
        if (settings.Value(Urls) is not null && settings.Value(BaseUrl) is not null)
        {
            yield return $"{BaseUrl} and {Urls} are both set: set one of them.";
        }

        var addresses = Addresses(settings);
        if (addresses.Length is 0 or > MostServers)
        {
            yield return $"{Urls} has {addresses.Length} addresses: set 1 to {MostServers}.";
        }

        if (addresses.Any(address => Server(address) is null))
        {
            var key = settings.Value(Urls) is null ? BaseUrl : Urls;
            yield return $"{key} has an address that cannot be asked: set https://host, or http on loopback, without user and query.";
        }
    }

    private static string[] Addresses(MethodSettings settings) =>
        (settings.Value(Urls) ?? settings.Value(BaseUrl) ?? YubicosUrls)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // The whole address or the host alone, as the protocol's clients take it.
    private static Uri? Server(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            || (uri.UserInfo + uri.Query + uri.Fragment).Length > 0)
        {
            return null;
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new UriBuilder(uri) { Path = path.EndsWith("/verify", StringComparison.Ordinal) ? path : path + VerifyPath }.Uri;
    }

    private static bool IsClientId(string text) =>
        text.Length is >= 1 and <= 10 && text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0');

    private static byte[]? KeyOf(MethodSettings settings)
    {
        Span<byte> key = stackalloc byte[64];
        return settings.Value(SecretKey) is { } text && Convert.TryFromBase64String(text, key, out var length) && length >= 16
            ? key[..length].ToArray()
            : null;
    }

    private static int Seconds(MethodSettings settings) => settings.Value(Timeout) is { } text ? Whole(text) : DefaultTimeout;

    // Minus one for what is no number: out of every range.
    private static int Whole(string text) =>
        text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
