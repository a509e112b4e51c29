namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class SmsJourneyTests(DemoHosts hosts)
{
    [Fact]
    public async Task All_built_methods_are_listed_in_the_order_of_the_original()
    {
        var host = await hosts.OnAsync(Database.Sqlite);

        var methods = (await host.Api.GetAsync("/auth/mfa/config")).Has(200)["methods"]!.AsArray().Select(method => method!.GetValue<string>());

        Assert.Equal(["sms_twilio", "sms_api", "sms_aws", "email", "app", "yubi"], methods.Where(method => method is not "passkey"));
    }

    [Theory]
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task A_code_to_a_phone_completes_the_login(string method)
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        var (person, phone) = await WithPhoneAsync(host);
        var details = (await person.PostAsync($"/auth/{method}/activate", new { })).Has(200).String("details");
        await person.ConfirmAsync(method, new { code = await NewestCodeAsync(host, phone) });

        var ticket = await person.TicketAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        (await person.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket })).Has(200);

        Assert.Equal("SMS message with MFA code has been sent.", details);
        (await person.CompleteAsync(ticket, await NewestCodeAsync(host, phone))).Has(200);
    }

    [Fact]
    public async Task A_number_given_at_activation_is_saved_once_it_is_proven_and_shown_masked()
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        var person = await Person.RegisterAsync(host);
        var phone = NewPhone();

        (await person.PostAsync("/auth/sms_twilio/activate", new { phone_number = phone })).Has(200);
        await person.ConfirmAsync("sms_twilio", new { code = await NewestCodeAsync(host, phone) });

        Assert.Equal(phone, (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("phone_number"));
        Assert.Equal($"+48*******{phone[^2..]}", Assert.Single(await person.MethodsAsync())!["target"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("+48500100200&To=%2B48500100999")]
    [InlineData("+447012345678")]
    [InlineData("+881612345678")]
    [InlineData("500100200")]
    [InlineData("")]
    public async Task A_number_that_is_none_is_refused_at_activation(string phone)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(Database.Sqlite));

        var answer = (await person.PostAsync("/auth/sms_twilio/activate", new { phone_number = phone })).Has(400);

        Assert.NotNull(answer["phone_number"]);
    }

    [Fact]
    public async Task Someone_without_a_number_is_asked_for_one()
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(Database.Sqlite));

        Assert.NotNull((await person.PostAsync("/auth/sms_aws/activate", new { })).Has(400)["phone_number"]);
    }

    private static string NewPhone() => "+4850" + Codes.Digits(7);

    private static async Task<(Person Person, string Phone)> WithPhoneAsync(DemoHost host)
    {
        var person = Person.Stranger(host);
        var phone = NewPhone();
        var body = new { username = person.Name, password = Person.Password, phone_number = phone };
        (await person.Api.PostAsync("/auth/users", body)).Has(201);
        await person.SignInAsync();
        return (person, phone);
    }

    // A route that waits for the first attempt has filed the message before it answers.
    private static async Task<string> NewestCodeAsync(DemoHost host, string phone)
    {
        var messages = (await host.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
        return messages.First(message => message!["to"]!.GetValue<string>() == phone)!["text"]!.GetValue<string>()[^6..];
    }
}
