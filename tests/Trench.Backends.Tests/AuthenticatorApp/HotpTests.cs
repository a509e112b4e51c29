using System.Security.Cryptography;
using System.Text;
using Trench.Testing;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class HotpTests
{
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void It_gives_the_codes_of_RFC_4226_appendix_D(long counter, string expected) =>
        Assert.Equal(expected, Code("12345678901234567890"u8, counter));

    // RFC 4226 section 7.4 and Otp.NET's overflow: a counter from a database may be anything.
    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 31)]
    [InlineData(1L << 32)]
    [InlineData(long.MaxValue - 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void No_counter_is_too_large_or_too_small(long counter) =>
        Assert.Matches(@"\A[0-9]{6}\z", Code("12345678901234567890"u8, counter));

    [ComponentFact(Component.Oathtool)]
    public async Task It_agrees_with_oathtool_on_a_thousand_counters()
    {
        var secret = RandomNumberGenerator.GetBytes(20);

        var theirs = await Oathtool.HotpAsync(Base32.Encode(secret), 1_000);

        Assert.Equal(theirs, Enumerable.Range(0, 1_000).Select(counter => Code(secret, counter)));
    }

    private static string Code(ReadOnlySpan<byte> secret, long counter)
    {
        Span<byte> digits = stackalloc byte[6];
        Hotp.Write(secret, counter, HashAlgorithmName.SHA1, digits);
        return Encoding.ASCII.GetString(digits);
    }
}
