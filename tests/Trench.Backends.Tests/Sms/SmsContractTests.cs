using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trench.Backends.Email.Tests;
using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>SMS on the engine, through a gateway that answers as Twilio does.</summary>
public sealed partial class SmsContractTests(SmsContractTests.TwilioOnLoopback twilio)
    : MessageMethodContract, IClassFixture<SmsContractTests.TwilioOnLoopback>
{
    protected override MethodUnderTest Create() => new(
        "sms_twilio",
        builder =>
        {
            builder.Services.AddSingleton<IHostEnvironment>(new TestHost(Environments.Production));
            builder.Services.Configure<TrenchOptions>(options => options.SmsCountries = ["48"]);
            builder.AddSms();
        },
        reader => Task.FromResult(Newest(reader.User.Fields["PhoneNumber"])))
    {
        Settings = new Dictionary<string, string>
        {
            ["TWILIO_ACCOUNT_SID"] = TwilioDouble.Sid,
            ["TWILIO_AUTH_TOKEN"] = TwilioDouble.Token,
            ["TWILIO_VERIFIED_FROM_NUMBER"] = TwilioDouble.From,
            ["BASE_URL"] = twilio.Gateway.Address,
        },
        SetBroken = broken => twilio.Gateway.Answer = broken ? GatewayAnswers.Html(503) : TwilioDouble.AnswerAsync,
    };

    private string Newest(string to) =>
        DigitRun().Match(twilio.Gateway.Requests.Last(request => request.Form["To"] == to).Form["Body"]).Value;

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRun();

    /// <summary>One double for all facts; each has a number of its own.</summary>
    public sealed class TwilioOnLoopback : IAsyncLifetime
    {
        private GatewayDouble? _gateway;

        internal GatewayDouble Gateway => _gateway ?? throw new InvalidOperationException("The facts have not begun.");

        public async Task InitializeAsync() => _gateway = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);

        public async Task DisposeAsync() => await Gateway.DisposeAsync();
    }
}
