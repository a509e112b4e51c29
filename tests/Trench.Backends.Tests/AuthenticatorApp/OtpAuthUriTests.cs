using System.Security.Cryptography;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class OtpAuthUriTests
{
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly Totp Usual = new(HashAlgorithmName.SHA1, 6, 30);

    [Fact]
    public void It_looks_as_it_did_in_django_trench() =>
        Assert.Equal(
            $"otpauth://totp/MyApplication:bb00?secret={Secret}&issuer=MyApplication",
            OtpAuthUri.Write("MyApplication", "bb00", Secret, Usual));

    [Fact]
    public void What_is_not_usual_is_said() =>
        Assert.EndsWith(
            "&issuer=Shop&algorithm=SHA512&digits=8&period=60",
            OtpAuthUri.Write("Shop", "eve", Secret, new Totp(HashAlgorithmName.SHA512, 8, 60)),
            StringComparison.Ordinal);

    // Apps show the plus sign that form encoding makes of a blank.
    [Fact]
    public void A_blank_is_percent_20() =>
        Assert.Equal(
            $"otpauth://totp/My%20Shop:Ann%20Lee?secret={Secret}&issuer=My%20Shop",
            OtpAuthUri.Write("My Shop", "Ann Lee", Secret, Usual));

    // FusionAuth #3011, QRCoder PR #391: a name must not bring parameters along.
    [Fact]
    public void Two_thousand_hostile_names_come_back_as_they_went_in()
    {
        foreach (var _ in Enumerable.Range(0, 2_000))
        {
            var (issuer, account) = (RandomLabel.Next(), RandomLabel.Next());

            var uri = OtpAuthUri.Write(issuer, OtpAuthUri.Account(account, ""), Secret, Usual);

            Assert.Equal((issuer, account, $"secret={Secret}", $"issuer={issuer}"), Read(uri));
        }
    }

    [Theory]
    [InlineData("ann:admin", "annadmin")]
    [InlineData("ann\r\nX: y", "annX y")]
    [InlineData("ann\u0000", "ann")]
    [InlineData("ann\u202ecod.exe", "anncod.exe")]
    [InlineData("\u2066ann\u2069\u200f", "ann")]
    [InlineData("  ann  ", "ann")]
    public void What_misleads_an_app_is_taken_out(string userName, string expected) =>
        Assert.Equal(expected, OtpAuthUri.Account(userName, ""));

    // xunit cannot carry half a surrogate pair in a theory's data.
    [Fact]
    public void Half_a_character_is_taken_out() => Assert.Equal("ann", OtpAuthUri.Account("a\ud83dnn", ""));

    [Fact]
    public void A_label_tells_two_apps_of_one_user_apart() => Assert.Equal("ann (work phone)", OtpAuthUri.Account("ann", "work phone"));

    [Fact]
    public void A_long_name_is_cut_between_characters() =>
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 32)), OtpAuthUri.Account("😀" + string.Concat(Enumerable.Repeat("😀", 300)), ""));

    // As an app reads it: the path and each value decoded once, the issuer up to the first colon.
    private static (string Issuer, string Account, string First, string Second) Read(string uri)
    {
        Assert.StartsWith("otpauth://totp/", uri, StringComparison.Ordinal);
        Assert.All(uri, character => Assert.True(character is > ' ' and < '\u007f'));
        var parts = uri["otpauth://totp/".Length..].Split('?');
        Assert.Equal(2, parts.Length);
        var label = parts[0].Split(':');
        Assert.Equal(2, label.Length);
        var query = parts[1].Split('&');
        Assert.Equal(2, query.Length);
        return (Uri.UnescapeDataString(label[0]), Uri.UnescapeDataString(label[1]), query[0], Uri.UnescapeDataString(query[1]));
    }
}
