using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Trench.Demo.Tests;

/// <summary>Deux' own account at Twilio, by the keys that deux has for it.</summary>
public sealed partial class DeuxTwilioTests : IAsyncLifetime
{
    private GatewayDouble _twilio = null!;
    private LoneNode _node = null!;

    public async Task InitializeAsync()
    {
        _twilio = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);
        _node = await LoneNode.CreateAsync(
        [
            new("DEUX:TWILIO_ACCOUNT_SID", TwilioDouble.Sid),
            new("DEUX:TWILIO_AUTH_TOKEN", TwilioDouble.Token),
            new("DEUX:TWILIO_SMS_POOL_SID", TwilioDouble.From),
            new("TRENCH_AUTH:MFA_METHODS:sms_twilio:BASE_URL", _twilio.Address),
            new("TRENCH_AUTH:SMS_COUNTRIES", "1,48"),
            new("TRENCH_AUTH:SEND_WAIT", "10"),
        ]);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task D26_A_phone_is_proven_and_signs_in_by_what_twilio_was_handed()
    {
        var person = await Person.RegisterAsync(_node.Host);
        var phone = "4850" + Codes.Digits(7);
        (await RequestAsync(person, phone)).Has(200);
        (await PutAsync(person, "verify", new { mfa_code = await SentCodeAsync(phone) })).Has(200);

        Assert.True((await LogInAsync(person, code: null)).Has(200)["mfa_required"]!.GetValue<bool>());

        (await LogInAsync(person, await SentCodeAsync(phone))).Has(200).String("token");
        Assert.Equal(2, _twilio.Requests.Count);
    }

    [Fact]
    public async Task D27_D28_What_twilio_refuses_is_told_in_deux_words_and_leaves_no_number()
    {
        var person = await Person.RegisterAsync(_node.Host);

        var number = (await RequestAsync(person, "15005550401")).Has(400);
        _twilio.Answer = GatewayAnswers.Of(400, """{"code":20001,"message":"vendor says no","status":400}""");
        var other = (await RequestAsync(person, "4850" + Codes.Digits(7))).Has(400);

        Assert.Equal(("Please enter a valid phone number.", "SMS failed to send."), (number.String("detail"), other.String("detail")));
        Assert.Equal("""{"enabled":false}""", (await person.Api.GetAsync("/mfa/", person.Token)).Text);
    }

    private static Task<Answer> RequestAsync(Person person, string phone) => PutAsync(person, "request", new { phone_number = phone });

    private static Task<Answer> PutAsync(Person person, string verb, object body) =>
        person.Api.SendAsync(HttpMethod.Put, $"/mfa/sms/{verb}/", JsonContent.Create(body), person.Token);

    private static Task<Answer> LogInAsync(Person person, string? code)
    {
        var members = new Dictionary<string, string> { ["username"] = person.Name, ["password"] = Person.Password };
        if (code is not null)
        {
            members["mfa_code"] = code;
        }

        return person.Api.PostAsync("/mfa/authtoken/login/", members);
    }

    // Twilio's double has looked at the account already: it takes nothing without.
    private async Task<string> SentCodeAsync(string phone)
    {
        await _twilio.ArrivalAsync();
        var form = _twilio.Requests.Last().Form;
        Assert.Equal(("+" + phone, TwilioDouble.From), (form["To"], form["From"]));
        return Wording().Match(form["Body"]).Groups[1].Value;
    }

    [GeneratedRegex(@"\ATwo Factor Authentication Code: ([0-9]{6})\z")]
    private static partial Regex Wording();
}
