using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

public sealed class ModhexTests
{
    private const string Otp = "dtdthjhghricvverbggvltbbdvddricekkgrrcjvgfrt";

    [Theory]
    [InlineData(Otp)]
    [InlineData("DTDTHJHGHRICVVERBGGVLTBBDVDDRICEKKGRRCJVGFRT")]
    [InlineData(" dtdthjhghric vverbggvltbbdvddricekkgrrcjvgfrt\r\n")]
    public void A_password_is_read_in_either_case(string typed) => Assert.Equal(Otp, YubiKeyOtp.Shape.Read(typed));

    [Fact]
    public void A_password_typed_on_a_Dvorak_keyboard_is_read_as_it_was_meant()
    {
        Assert.Equal(Otp, YubiKeyOtp.Shape.Read(SoftYubiKey.OnDvorak(Otp)));
        Assert.Equal(Otp, YubiKeyOtp.Shape.Read(SoftYubiKey.OnDvorak(Otp).ToUpperInvariant()));
    }

    [Theory]
    [InlineData("dtdthjhghricvverbggvltbbdvddricekkgrrcjvgfr")]
    [InlineData("dtdthjhghricvverbggvltbbdvddricekkgrrcjvgfrtt")]
    [InlineData("atdthjhghricvverbggvltbbdvddricekkgrrcjvgfrt")]
    [InlineData("dtdthjhghricvverbggvltbbdvddricekkgrrcjvgfr.")]
    [InlineData("dtdthjhghricvverbggvltbbdvddrice\u212akgrrcjvgfrt")]
    [InlineData("dtdthjhghricvverbggvltbbdvddricekkgrrcjv%0as")]
    [InlineData("dtdthjhghricvverbggvltbbdvddri\nstatus=OKfrt")]
    [InlineData("")]
    public void What_no_key_types_is_refused(string typed) => Assert.Null(YubiKeyOtp.Shape.Read(typed));

    // Twelve letters are in both alphabets.
    [Fact]
    public void What_could_be_either_is_modhex() =>
        Assert.Equal(new string('t', 44), YubiKeyOtp.Shape.Read(new string('t', 44)));

    [Fact]
    public void It_is_the_hexadecimal_of_other_letters() => Assert.Equal([0x01, 0x23, 0xab, 0xef], Modhex.Decode("cbdelnuv"));

    [Fact]
    public void Hostile_codes_have_no_shape_of_a_password_or_only_that()
    {
        var shaped = BadInputs.Of("code").Where(input => YubiKeyOtp.Shape.Read(input.Value(name => name)) is not null);

        Assert.Equal(
            ["44 modhex chars of an unknown YubiKey sent to a TOTP method", "Dvorak-mapped YubiKey OTP"],
            shaped.Select(input => input.Why).Order(StringComparer.Ordinal));
    }
}
