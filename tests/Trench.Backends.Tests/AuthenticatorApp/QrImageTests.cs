using System.Security.Cryptography;
using Trench.Testing;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class QrImageTests
{
    private const string Png = "data:image/png;base64,";
    private const string Svg = "data:image/svg+xml;base64,";
    private static readonly Totp Unusual = new(HashAlgorithmName.SHA512, 8, 120);

    [ComponentFact(Component.Zbar)]
    public async Task A_thousand_hostile_names_can_be_scanned()
    {
        foreach (var uris in Enumerable.Range(0, 1_000).Select(_ => NextUri()).Chunk(100))
        {
            var images = uris.Select(uri => Bytes(QrImage.Write(uri, QrFormat.Png), Png)).ToArray();

            Assert.Equal(uris, await Zbar.DecodePngsAsync(images));
        }
    }

    [ComponentFact(Component.Zbar, Component.Rsvg)]
    public async Task The_vector_image_can_be_scanned()
    {
        var uri = NextUri();

        Assert.Equal(uri, await Zbar.DecodeSvgAsync(Bytes(QrImage.Write(uri, QrFormat.Svg), Svg)));
    }

    // Nine bytes for each UTF-16 unit is the worst that percent-encoding makes of a name.
    [ComponentFact(Component.Zbar)]
    public async Task The_longest_names_with_the_longest_secret_can_be_scanned()
    {
        var issuer = new string('語', OtpAuthUri.LongestName);
        var account = OtpAuthUri.Account(new string('語', 1_000), new string('語', 1_000));
        var uri = OtpAuthUri.Write(issuer, account, new string('A', 128), Unusual);

        Assert.Equal(uri, await Zbar.DecodePngAsync(Bytes(QrImage.Write(uri, QrFormat.Png), Png)));
    }

    private static string NextUri() =>
        OtpAuthUri.Write(RandomLabel.Next(), RandomLabel.Next(), Base32.Encode(RandomNumberGenerator.GetBytes(20)), Unusual);

    private static byte[] Bytes(string dataUri, string prefix)
    {
        Assert.StartsWith(prefix, dataUri, StringComparison.Ordinal);
        return Convert.FromBase64String(dataUri[prefix.Length..]);
    }
}
