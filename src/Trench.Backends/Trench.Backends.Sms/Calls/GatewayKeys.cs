namespace Trench.Backends.Sms;

/// <summary>Reads the settings that gateways have in common.</summary>
internal static class GatewayKeys
{
    /// <summary>The key of an address other than the gateway's public one.</summary>
    public const string BaseUrl = "BASE_URL";

    // django-trench's documentation and defaults: "YOUR TWILIO REGISTERED NUMBER".
    private const string PlaceholderStart = "YOUR ";

    /// <summary>A value; null when it is not set, or still what the original's documentation has in its place.</summary>
    public static string? Given(this MethodSettings settings, string key) =>
        settings.Value(key) is { Length: > 0 } value && !value.StartsWith(PlaceholderStart, StringComparison.Ordinal) ? value : null;

    /// <summary>Printable ASCII without space, as credentials are.</summary>
    public static bool IsToken(string text) => text.All(letter => letter is > ' ' and < '\x7f');

    /// <summary>The address of a resource: below <c>BASE_URL</c> where it is set, else at the gateway's own address.</summary>
    public static Uri Address(MethodSettings settings, string ownBase, string path) =>
        new($"{(settings.Given(BaseUrl) ?? ownBase).TrimEnd('/')}/{path}");

    /// <summary>What is wrong with <c>BASE_URL</c>, beginning with the key.</summary>
    public static IEnumerable<string> BaseUrlFaults(MethodSettings settings)
    {
        if (settings.Given(BaseUrl) is { } text && !IsSafe(text))
        {
            yield return $"{BaseUrl} is no address codes may go to; set https://host, or http://127.0.0.1:port for one on this machine.";
        }
    }

    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { UserInfo: "", Query: "", Fragment: "" };
}
