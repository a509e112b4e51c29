using System.Security.Cryptography;
using Trench.Testing;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>Another implementation is asked about random secrets, hashes, lengths, steps and instants up to the year 2200.</summary>
public sealed class OathtoolAgreementTests
{
    private static readonly int[] Periods = [15, 30, 60, 90, 120];

    [ComponentFact(Component.Oathtool)]
    public async Task It_agrees_with_oathtool()
    {
        foreach (var _ in Enumerable.Range(0, 200))
        {
            var hash = (OathHash)RandomNumberGenerator.GetInt32(3);
            var totp = new Totp(Name(hash), Any(6, 8), Any(Periods));
            var secret = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(10, 65));
            var at = DateTimeOffset.FromUnixTimeSeconds(RandomNumberGenerator.GetInt32(int.MaxValue) * 3L);

            var theirs = await Oathtool.TotpAsync(Base32.Encode(secret), at, hash, totp.Digits, totp.Period);

            Assert.True(theirs == totp.Code(secret, totp.StepAt(at)), $"{totp} at {at:O} with {secret.Length} bytes");
        }
    }

    [ComponentFact(Component.Oathtool)]
    public async Task Oathtool_takes_our_codes_in_the_window_only()
    {
        var totp = new Totp(HashAlgorithmName.SHA1, 6, 30);
        var secret = RandomNumberGenerator.GetBytes(20);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_760_000_000);
        var code = totp.Code(secret, totp.StepAt(at));

        Assert.True(await Oathtool.VerifyAsync(Base32.Encode(secret), code, at.AddSeconds(30), window: 1));
        Assert.False(await Oathtool.VerifyAsync(Base32.Encode(secret), code, at.AddSeconds(90), window: 1));
    }

    private static int Any(params int[] choices) => RandomNumberGenerator.GetItems(choices, 1)[0];

    private static HashAlgorithmName Name(OathHash hash) => hash switch
    {
        OathHash.Sha1 => HashAlgorithmName.SHA1,
        OathHash.Sha256 => HashAlgorithmName.SHA256,
        _ => HashAlgorithmName.SHA512,
    };
}
