namespace Trench.Backends.Sms.Tests;

public sealed class SmsDispatcherTests
{
    [Theory] // D29
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task In_development_without_an_account_a_message_is_filed(string method)
    {
        await using var bench = SmsBench.Development();

        Assert.Equal(DeliveryResult.Sent, (await bench.SendAsync(method)).Result);

        var filed = Assert.Single(bench.Mailbox.Newest());
        Assert.Equal((SmsBench.Phone, method, "Your verification code is: 012345", ""), (filed.To, filed.Subject, filed.Text, filed.Html));
    }

    [Fact]
    public async Task What_is_said_is_what_the_original_said()
    {
        await using var bench = SmsBench.Development();

        var question = bench.With("sms_twilio", sms => sms.Ask(new Enrolment { Id = "e1", UserId = "u1", Method = "sms_twilio" }));

        Assert.Equal(new Question("SMS message with MFA code has been sent.", SendsCode: true), question);
    }

    [Fact]
    public async Task It_is_a_second_factor_and_says_that_it_was_an_sms()
    {
        await using var bench = SmsBench.Development();

        Assert.Equal((true, "sms"), bench.With("sms_aws", sms => (sms.IsSecondFactor, sms.Amr)));
    }

    [Theory]
    [InlineData("+48500100200", "+48500100200")]
    [InlineData(" +48500100200 ", "+48500100200")]
    [InlineData("48500100200", null)]
    [InlineData("+881612345678", null)]
    public async Task A_number_is_strict_and_any_country_is_good_for_the_mailbox(string given, string? canonical)
    {
        await using var bench = SmsBench.Development();

        Assert.Equal(canonical, bench.With("sms_api", sms => sms.Canonical(given)));
    }

    [Theory]
    [InlineData("+48500100200", true)]
    [InlineData("+15550100123", true)]
    [InlineData("+447700900123", false)]
    public async Task A_country_that_is_not_listed_is_refused(string number, bool accepted)
    {
        await using var bench = SmsBench.Development(("SMS_COUNTRIES", "48,1"));

        Assert.Equal(accepted, bench.With("sms_twilio", sms => sms.Canonical(number)) is not null);
    }

    // It was enrolled before its country was struck off the list.
    [Fact]
    public async Task A_country_that_is_not_listed_any_more_gets_nothing()
    {
        await using var bench = SmsBench.Development(("SMS_COUNTRIES", "48"));

        var delivery = await bench.SendAsync("sms_twilio", "+447700900123");

        Assert.Equal((DeliveryResult.Refused, "The phone number cannot receive messages."), (delivery.Result, delivery.PublicMessage));
        Assert.Equal("+44********23 may not be sent to; see SMS_COUNTRIES.", delivery.Reason);
        Assert.Empty(bench.Mailbox.Newest());
    }

    [Fact]
    public async Task A_bound_code_has_a_last_line_with_the_site()
    {
        await using var bench = SmsBench.Development(("MFA_METHODS:sms_twilio:SMS_DOMAIN", "example.com"));

        await bench.SendAsync("sms_twilio");

        Assert.Equal("Your verification code is: 012345\n\n@example.com #012345", Assert.Single(bench.Mailbox.Newest()).Text);
    }
}
