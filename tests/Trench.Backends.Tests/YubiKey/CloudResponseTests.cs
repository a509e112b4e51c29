namespace Trench.Backends.YubiKey.Tests;

public sealed class CloudResponseTests
{
    [Theory]
    [InlineData("status=OK\r\n\r\n", "OK")]
    [InlineData("h=a+b/c==\nstatus=REPLAYED_OTP", "REPLAYED_OTP")]
    [InlineData("status=ok", "unknown")]
    [InlineData("status= OK", "unknown")]
    [InlineData("Status=OK", "unknown")]
    [InlineData("status=DELAYED_OTP", "unknown")]
    [InlineData("", "unknown")]
    public void The_status_is_one_of_the_protocols_to_the_byte(string body, string status) =>
        Assert.Equal(status, CloudResponse.Read(body)?.Status);

    [Theory]
    [InlineData("status=OK\r\nstatus=OK")]
    [InlineData("status=BAD_OTP\nstatus=OK")]
    [InlineData("OK")]
    [InlineData("=OK")]
    [InlineData("<html>\nstatus=OK")]
    [InlineData("status=OK\0")]
    [InlineData("status=OK\rstatus=BAD_OTP")]
    [InlineData("st\u00e4tus=OK")]
    public void What_is_not_the_protocol_is_not_read(string body) => Assert.Null(CloudResponse.Read(body));

    [Theory]
    [InlineData("sessioncounter=1\nsessionuse=5", 0x105)]
    [InlineData("sessioncounter=32767\nsessionuse=255", 0x7fffff)]
    [InlineData("sessioncounter=32768\nsessionuse=0", null)]
    [InlineData("sessioncounter=1\nsessionuse=256", null)]
    [InlineData("sessioncounter=-1\nsessionuse=0", null)]
    [InlineData("sessioncounter=99999999999\nsessionuse=0", null)]
    [InlineData("sessioncounter=\nsessionuse=0", null)]
    [InlineData("sessioncounter=1", null)]
    [InlineData("status=OK", null)]
    public void Counters_are_whole_and_possible_or_none(string body, int? counter) =>
        Assert.Equal(counter, CloudResponse.Read(body)?.Counter);

    [Theory]
    [InlineData("sl=50", "50", true)]
    [InlineData("sl=49", "50", false)]
    [InlineData("sl=0", "1", false)]
    [InlineData("sl=x", "1", false)]
    [InlineData("status=OK", "1", false)]
    [InlineData("sl=0", "secure", true)]
    [InlineData("sl=0", null, true)]
    public void A_percentage_asked_for_has_to_be_reached(string body, string? asked, bool reached) =>
        Assert.Equal(reached, CloudResponse.Read(body)?.Reaches(asked));
}
