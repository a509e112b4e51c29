namespace Trench.Testing.Tests;

/// <summary>Our key in software makes what Yubico's generator makes.</summary>
public sealed class SoftYubiKeyTests
{
    private static readonly SoftYubiKey Key = new("dtdthjhghric", "8792ebfe26cc", "ecde18dbe76fbd0c33330f1c354871db");

    [ComponentTheory(Component.Ykgenerate)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(0x7fff, 0xff)]
    public async Task A_password_of_ykgenerate_is_read_as_it_was_meant(int sessions, int uses) =>
        Assert.Equal((sessions, uses, 0x10), YubiKeyBlock.Open(Key, (await Ykgenerate.OtpAsync(Key, sessions, uses))[12..]));

    [Fact]
    public void Its_own_passwords_are_read_as_they_were_meant() => Assert.Equal((3, 7, 0x10), YubiKeyBlock.Open(Key, Key.Otp(3, 7)[12..]));

    [Fact]
    public void Another_keys_password_is_not_read() => Assert.Null(YubiKeyBlock.Open(Key, SoftYubiKey.New().Otp(1, 0)[12..]));

    [Fact]
    public void Each_press_moves_the_counters_forward()
    {
        var key = SoftYubiKey.New();

        var counters = new[] { key.Press(), key.Press(), key.Replug(), key.Press() }.Select(otp => YubiKeyBlock.Open(key, otp[12..]));

        Assert.Equal([(1, 0), (1, 1), (2, 0), (2, 1)], counters.Select(found => (found!.Value.Sessions, found.Value.Uses)));
    }
}
