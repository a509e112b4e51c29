using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>Which methods there are, and which settings stop the start.</summary>
public sealed class AddSmsTests
{
    private static readonly (string Key, string Value)[] FullTwilio =
    [
        ("MFA_METHODS:sms_twilio:TWILIO_ACCOUNT_SID", TwilioDouble.Sid),
        ("MFA_METHODS:sms_twilio:TWILIO_AUTH_TOKEN", TwilioDouble.Token),
        ("MFA_METHODS:sms_twilio:TWILIO_VERIFIED_FROM_NUMBER", TwilioDouble.From),
    ];

    [Fact]
    public async Task In_development_all_three_are_listed_and_cost_nothing()
    {
        await using var bench = SmsBench.Development();

        Assert.Equal(["sms_twilio", "sms_api", "sms_aws"], bench.Options.Methods.Select(method => method.Name));
        Assert.All(bench.Options.Methods, method => Assert.Equal(("PhoneNumber", "phone_number"), (method.SourceField, method.Field)));
    }

    [Fact]
    public async Task Elsewhere_only_those_with_an_account_are_listed()
    {
        await using var bench = SmsBench.Production([.. FullTwilio, ("SMS_COUNTRIES", "48")]);

        Assert.Equal(["sms_twilio"], bench.Options.Methods.Select(method => method.Name));
    }

    [Fact]
    public async Task Elsewhere_a_configured_method_without_account_stops_the_start()
    {
        await using var bench = SmsBench.Production(("MFA_METHODS:sms_api:VALIDITY_PERIOD", "60"));

        Assert.StartsWith(
            "TRENCH_AUTH:MFA_METHODS:sms_api: has no account to send from; set SMSAPI_ACCESS_TOKEN.",
            Assert.Single(bench.Faults()),
            StringComparison.Ordinal);
    }

    // SMS pumping (SECURITY row 43).
    [Fact]
    public async Task A_gateway_without_a_list_of_countries_stops_the_start_also_in_development()
    {
        await using var bench = SmsBench.Development(FullTwilio);

        Assert.StartsWith("TRENCH_AUTH:SMS_COUNTRIES: is empty", Assert.Single(bench.Faults()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sms_twilio", "TWILIO_ACCOUNT_SID", "AC12", "is no account SID")]
    [InlineData("sms_twilio", "TWILIO_ACCOUNT_SID", "", "is no account SID")]
    [InlineData("sms_twilio", "TWILIO_ACCOUNT_SID", "AC0000000000000000000000000000000/", "is no account SID")]
    [InlineData("sms_twilio", "TWILIO_AUTH_TOKEN", "", "is not set")]
    [InlineData("sms_twilio", "TWILIO_AUTH_TOKEN", "a b", "is not set")]
    [InlineData("sms_twilio", "TWILIO_VERIFIED_FROM_NUMBER", "", "is no sender")]
    [InlineData("sms_twilio", "TWILIO_VERIFIED_FROM_NUMBER", "+15005550006&To=+1", "is no sender")]
    [InlineData("sms_twilio", "TWILIO_MESSAGING_SERVICE_SID", "MG1", "is no messaging service SID")]
    [InlineData("sms_twilio", "BASE_URL", "http://api.example.com", "is no address codes may go to")]
    [InlineData("sms_twilio", "BASE_URL", "https://user:pass@api.example.com", "is no address codes may go to")]
    [InlineData("sms_twilio", "BASE_URL", "https://api.example.com/?a=b", "is no address codes may go to")]
    [InlineData("sms_twilio", "BASE_URL", "ftp://127.0.0.1/", "is no address codes may go to")]
    [InlineData("sms_twilio", "BASE_URL", "api.example.com", "is no address codes may go to")]
    [InlineData("sms_twilio", "SMS_DOMAIN", "https://example.com", "is no host name")]
    [InlineData("sms_twilio", "SMS_DOMAIN", "localhost", "is no host name")]
    [InlineData("sms_twilio", "SMS_DOMAIN", "example.com\n@evil.example #1", "is no host name")]
    [InlineData("sms_twilio", "SMS_DOMAIN", "shop2026.example", "four or more digits")]
    [InlineData("sms_twilio", "CODE_DIGITS", "5", "is not 6, 7 or 8")]
    [InlineData("sms_api", "SMSAPI_ACCESS_TOKEN", "a b", "holds white space")]
    [InlineData("sms_api", "SMSAPI_FROM_NUMBER", "a name that is too long", "is no sender")]
    [InlineData("sms_api", "TWILIO_AUTH_TOKEN", "x", "is not a setting")]
    [InlineData("sms_aws", "AWS_ACCESS_KEY", "", "is no access key id")]
    [InlineData("sms_aws", "AWS_ACCESS_KEY", "AKID/EXAMPLE", "is no access key id")]
    [InlineData("sms_aws", "AWS_SECRET_KEY", "", "is not set")]
    [InlineData("sms_aws", "AWS_REGION", "", "is no region")]
    [InlineData("sms_aws", "AWS_REGION", "evil.example/", "is no region")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string method, string key, string value, string advice)
    {
        (string Key, string Value)[] account =
        [
            .. FullTwilio,
            ("MFA_METHODS:sms_api:SMSAPI_ACCESS_TOKEN", SmsApiDouble.Token),
            ("MFA_METHODS:sms_aws:AWS_ACCESS_KEY", SnsDouble.AccessKey),
            ("MFA_METHODS:sms_aws:AWS_SECRET_KEY", SnsDouble.SecretKey),
            ("MFA_METHODS:sms_aws:AWS_REGION", SnsDouble.Region),
            ("SMS_COUNTRIES", "48"),
        ];
        var changed = $"MFA_METHODS:{method}:{key}";
        await using var bench = SmsBench.Production([.. account.Where(pair => pair.Key != changed), (changed, value)]);

        var fault = Assert.Single(bench.Faults());
        Assert.StartsWith($"TRENCH_AUTH:{changed}: ", fault, StringComparison.Ordinal);
        Assert.Contains(advice, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4010")]
    [InlineData("http://localhost:4010/")]
    [InlineData("https://api.smsapi.com/prefix")]
    public async Task A_safe_address_is_accepted(string baseUrl)
    {
        await using var bench = SmsBench.Production([.. FullTwilio, ("MFA_METHODS:sms_twilio:BASE_URL", baseUrl), ("SMS_COUNTRIES", "48")]);

        Assert.Empty(bench.Faults());
    }

    // What a settings dict copied from django-trench's documentation has in place of an account.
    [Fact]
    public async Task The_placeholders_of_the_original_are_no_account()
    {
        await using var bench = SmsBench.Development(
            ("MFA_METHODS:sms_twilio:HANDLER", "trench.backends.twilio.TwilioMessageDispatcher"),
            ("MFA_METHODS:sms_twilio:TWILIO_VERIFIED_FROM_NUMBER", "YOUR TWILIO REGISTERED NUMBER"),
            ("MFA_METHODS:sms_api:HANDLER", "trench.backends.sms_api.SMSAPIMessageDispatcher"),
            ("MFA_METHODS:sms_api:SMSAPI_ACCESS_TOKEN", "YOUR SMSAPI TOKEN"),
            ("MFA_METHODS:sms_aws:HANDLER", "trench.backends.aws.AWSMessageDispatcher"),
            ("MFA_METHODS:sms_aws:AWS_ACCESS_KEY", "YOUR AWS ACCESS KEY"),
            ("MFA_METHODS:sms_aws:AWS_SECRET_KEY", "YOUR AWS SECRET KEY"),
            ("MFA_METHODS:sms_aws:AWS_REGION", "YOUR AWS REGION"));

        Assert.Empty(bench.Faults());
        Assert.Equal(["sms_twilio", "sms_api", "sms_aws"], bench.Options.Methods.Select(method => method.Name));
    }

    // The newer django-trench reads them from there and from nowhere else.
    [Fact]
    public async Task A_twilio_method_with_a_sender_takes_its_credentials_from_the_environment()
    {
        await using var gateway = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);
        await using var bench = SmsBench.Production(
            ("MFA_METHODS:sms_twilio:TWILIO_VERIFIED_FROM_NUMBER", TwilioDouble.From),
            ("MFA_METHODS:sms_twilio:BASE_URL", gateway.Address),
            ("SMS_COUNTRIES", "48"));
        Environment.SetEnvironmentVariable("TWILIO_ACCOUNT_SID", TwilioDouble.Sid);
        Environment.SetEnvironmentVariable("TWILIO_AUTH_TOKEN", TwilioDouble.Token);
        try
        {
            Assert.Equal(DeliveryResult.Sent, (await bench.SendAsync("sms_twilio")).Result);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TWILIO_ACCOUNT_SID", null);
            Environment.SetEnvironmentVariable("TWILIO_AUTH_TOKEN", null);
        }
    }

    [Fact]
    public async Task A_dispatcher_of_the_application_may_serve_a_second_account()
    {
        await using var bench = SmsBench.Production(
            [.. FullTwilio.Select(pair => (pair.Key.Replace("sms_twilio", "sms_abroad", StringComparison.Ordinal), pair.Value)),
            ("MFA_METHODS:sms_abroad:HANDLER", "twilio"), ("SMS_COUNTRIES", "48")]);

        var method = Assert.Single(bench.Options.Methods);
        Assert.Equal(("sms_abroad", "PhoneNumber"), (method.Name, method.SourceField));
    }
}
