using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_760_000_015);
    private static readonly Totp Usual = new(HashAlgorithmName.SHA1, 6, 30);
    private static readonly OtpWindow OneEachWay = new(1, 1);

    // RFC 6238 appendix B, whose text forgets that the secret is as long as the hash (erratum 2866).
    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void It_gives_the_codes_of_RFC_6238_appendix_B(long seconds, string sha1, string sha256, string sha512)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(sha1, CodeAt(HashAlgorithmName.SHA1, 20, at));
        Assert.Equal(sha256, CodeAt(HashAlgorithmName.SHA256, 32, at));
        Assert.Equal(sha512, CodeAt(HashAlgorithmName.SHA512, 64, at));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    [InlineData(20000000000, 666666666)]
    [InlineData(253402300799, 8446743359)]
    [InlineData(-1, -1)]
    [InlineData(-30, -1)]
    [InlineData(-31, -2)]
    public void Steps_are_counted_from_1970_in_64_bits(long seconds, long expected) =>
        Assert.Equal(expected, Usual.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_code_of_the_window_gives_its_step(int distance)
    {
        var step = Usual.StepAt(Now) + distance;

        Assert.Equal(step, Usual.Match(Secret, Usual.Code(Secret, step), Now, OneEachWay));
    }

    [Theory]
    [InlineData(-2, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 0, 1)]
    public void A_code_outside_the_window_is_none(int distance, int back, int ahead)
    {
        var code = Usual.Code(Secret, Usual.StepAt(Now) + distance);

        Assert.Null(Usual.Match(Secret, code, Now, new OtpWindow(back, ahead)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("１２３４５６")]
    [InlineData("12345\0")]
    public void What_is_no_code_matches_nothing(string answer) => Assert.Null(Usual.Match(Secret, answer, Now, OneEachWay));

    // With the earlier step taken, the same digits would be right once more for the later one.
    [Fact]
    public void Two_steps_with_one_code_give_the_later_step()
    {
        var oneDigit = new Totp(HashAlgorithmName.SHA1, 1, 30);
        var step = Enumerable.Range(0, 1_000).First(candidate => oneDigit.Code(Secret, candidate) == oneDigit.Code(Secret, candidate + 1));
        var at = DateTimeOffset.FromUnixTimeSeconds(step * 30L);

        Assert.Equal(step + 1, oneDigit.Match(Secret, oneDigit.Code(Secret, step), at, OneEachWay));
    }

    private static string CodeAt(HashAlgorithmName hash, int secretLength, DateTimeOffset at)
    {
        var secret = Enumerable.Range(0, secretLength).Select(index => Secret[index % Secret.Length]).ToArray();
        var totp = new Totp(hash, 8, 30);
        return totp.Code(secret, totp.StepAt(at));
    }
}
