namespace Trench.Backends.YubiKey.Tests;

public sealed class CloudSignatureTests
{
    private static readonly byte[] Key = "trench-ci-api-key-20"u8.ToArray();

    // An answer of Yubico's own server, caught on the wire.
    private static readonly Dictionary<string, string> Genuine = new()
    {
        ["h"] = "IcfJf2v9wg66lZtZKmvEVDmHECQ=",
        ["t"] = "2026-11-22T03:15:50Z0727",
        ["otp"] = "dtdthjhghricvverbggvltbbdvddricekkgrrcjvgfrt",
        ["nonce"] = "4dbff07a0ba8a966b0ce82f1cbfcf240",
        ["sl"] = "0",
        ["status"] = "OK",
    };

    [Fact]
    public void A_genuine_answer_bears_its_signature() => Assert.True(CloudSignature.IsOn(Genuine, Key));

    [Theory]
    [InlineData("status", "BAD_OTP")]
    [InlineData("nonce", "4dbff07a0ba8a966b0ce82f1cbfcf241")]
    [InlineData("t", "2026-11-22T03:15:50Z0728")]
    [InlineData("h", "IcfJf2v9wg66lZtZKmvEVDmHECU=")]
    [InlineData("h", "IcfJf2v9wg66lZtZKmvEVDmH")]
    [InlineData("h", "")]
    [InlineData("h", "no base64")]
    [InlineData("h", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("more", "1")]
    public void A_changed_answer_does_not(string key, string value) =>
        Assert.False(CloudSignature.IsOn(new Dictionary<string, string>(Genuine) { [key] = value }, Key));

    [Fact]
    public void Nor_does_an_answer_without_one() =>
        Assert.False(CloudSignature.IsOn(Genuine.Where(pair => pair.Key != "h").ToDictionary(), Key));

    [Fact]
    public void Nor_does_it_hold_for_another_key()
    {
        Assert.False(CloudSignature.IsOn(Genuine, "trench-ci-api-key-21"u8));
        Assert.False(CloudSignature.IsOn(Genuine, []));
    }
}
