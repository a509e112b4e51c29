using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

public sealed class OwnKeyTests
{
    private const string Entry = "dtdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871db";
    private const string PublicId = "dtdthjhghric";

    private static readonly OwnKey Key = OwnKey.Read(Entry)!;

    // Blocks of ykgenerate; the second one of a key that caps lock triggered, which sets the top bit of the sessions.
    [Theory]
    [InlineData("uhklnfgknldjdngtnhkjngbeirghbgkg", 1, 0)]
    [InlineData("elkktdgdcclnhkfbivhrtvgnjegjuckc", 1, 5)]
    public void A_password_of_the_key_tells_its_counters(string block, int sessions, int uses) =>
        Assert.Equal(KeyCounter.Of(sessions, uses), Key.Check(PublicId + block).Counter);

    [ComponentTheory(Component.Ykgenerate)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(0x7fff, 0xff)]
    public async Task A_password_of_Yubicos_generator_tells_its_counters(int sessions, int uses)
    {
        var soft = new SoftYubiKey(PublicId, "8792ebfe26cc", "ecde18dbe76fbd0c33330f1c354871db");

        Assert.Equal(KeyCounter.Of(sessions, uses), Key.Check(await Ykgenerate.OtpAsync(soft, sessions, uses)).Counter);
    }

    [Fact]
    public void Any_changed_letter_makes_it_wrong()
    {
        var otp = PublicId + "uhklnfgknldjdngtnhkjngbeirghbgkg";

        Assert.All(
            Enumerable.Range(PublicId.Length, YubiKeyOtp.BlockLength),
            place => Assert.Equal("wrong", Key.Check(otp[..place] + (otp[place] == 'c' ? 'b' : 'c') + otp[(place + 1)..]).Refused));
    }

    [Fact]
    public void Another_private_id_makes_it_wrong()
    {
        var impostor = new SoftYubiKey(PublicId, "8792ebfe26cd", "ecde18dbe76fbd0c33330f1c354871db");

        Assert.Equal("wrong", Key.Check(impostor.Press()).Refused);
    }

    [Fact]
    public void The_counters_grow_with_every_password()
    {
        var key = SoftYubiKey.New();
        var own = OwnKey.Read(key.Entry)!;

        var counters = Enumerable.Range(0, 600).Select(_ => own.Check(key.Press()).Counter!.Value).ToList();

        Assert.Equal(counters.Order().Distinct(), counters);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dtdthjhghric:8792ebfe26cc")]
    [InlineData("dtdthjhghri:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871db")]
    [InlineData("atdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871db")]
    [InlineData("dtdthjhghric:8792ebfe26c:ecde18dbe76fbd0c33330f1c354871db")]
    [InlineData("dtdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871d")]
    [InlineData("dtdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871dg")]
    [InlineData(Entry + ":00")]
    public void What_is_no_key_is_not_read(string entry) => Assert.Null(OwnKey.Read(entry));

    [Fact]
    public void Its_text_hides_the_secrets() => Assert.Equal(PublicId, Key.ToString());
}
