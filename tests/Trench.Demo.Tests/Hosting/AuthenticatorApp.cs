namespace Trench.Demo.Tests;

/// <summary>An authenticator app that knows what a QR code told it; oathtool computes its codes.</summary>
internal sealed class AuthenticatorApp(string secret, MovableClock clock, int digits = 6)
{
    private const string SecretMember = "secret=";

    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>Scans the code as a camera would; nothing is taken from the answer but the picture.</summary>
    public static async Task<AuthenticatorApp> ScanAsync(Answer activated, MovableClock clock)
    {
        var image = activated.Has(200).String("qr_code");
        var octets = Convert.FromBase64String(image[(image.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        var isVector = image.Contains("svg", StringComparison.Ordinal);
        var uri = new Uri(isVector ? await Zbar.DecodeSvgAsync(octets) : await Zbar.DecodePngAsync(octets));
        var secret = uri.Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith(SecretMember, StringComparison.Ordinal));
        return new AuthenticatorApp(secret[SecretMember.Length..], clock);
    }

    /// <summary>Reads the key that is shown beside the link; each facade names the link as its ancestor does.</summary>
    public static AuthenticatorApp Read(Answer activated, MovableClock clock) => new(
        activated.Has(200).String("secret"),
        clock,
        activated.Text.Contains("digits=8", StringComparison.Ordinal) ? 8 : 6);

    /// <summary>What the app shows now.</summary>
    public Task<string> CodeAsync() => Oathtool.TotpAsync(secret, clock.GetUtcNow(), digits: digits);

    /// <summary>What it shows after the next change of the display.</summary>
    public Task<string> NextCodeAsync()
    {
        clock.Advance(Step);
        return CodeAsync();
    }
}
