using System.Text;

namespace Trench.Testing.Tests;

public sealed class OathtoolTests
{
    // RFC 6238 appendix B: the seed is the ASCII digits 1 to 0, repeated to 20 octets.
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [ComponentTheory(Component.Oathtool)]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(20000000000, "65353130")]
    public async Task It_gives_the_codes_of_RFC_6238(long instant, string expected) =>
        Assert.Equal(expected, await Oathtool.TotpAsync(Seed, DateTimeOffset.FromUnixTimeSeconds(instant), digits: 8));

    [ComponentFact(Component.Oathtool)]
    public async Task It_gives_the_codes_of_RFC_4226() =>
        Assert.Equal(["755224", "287082", "359152"], await Oathtool.HotpAsync(Seed, count: 3));

    [ComponentTheory(Component.Oathtool)]
    [InlineData(59, 0, true)]
    [InlineData(89, 0, false)]
    [InlineData(89, 1, true)]
    [InlineData(119, 1, false)]
    public async Task It_takes_a_code_only_within_the_window(long instant, int window, bool expected)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(instant);

        Assert.Equal(expected, await Oathtool.VerifyAsync(Seed, "94287082", at, digits: 8, window: window));
    }

    [ComponentFact(Component.Oathtool)]
    public async Task A_secret_it_cannot_read_is_an_error_and_never_a_wrong_code()
    {
        var secret = Encoding.ASCII.GetString([0x31, 0x31, 0x31]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Oathtool.VerifyAsync(secret, "123456", DateTimeOffset.UnixEpoch));
    }
}
