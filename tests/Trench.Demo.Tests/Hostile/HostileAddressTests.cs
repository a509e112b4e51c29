using System.Text.Json.Nodes;

namespace Trench.Demo.Tests;

/// <summary>
/// Every hostile address and number, where a user is registered and where a method is added: never a fault of ours, never a second
/// recipient, and nobody learns whose number it is.
/// </summary>
[Collection(DemoTests.Name)]
public sealed class HostileAddressTests(DemoHosts hosts)
{
    private const string Free = "+15550100123";

    public static TheoryData<int> Emails => Numbers("email");

    public static TheoryData<int> Phones => Numbers("phone");

    [Theory, MemberData(nameof(Phones))]
    public Task A_phone_number_at_registration(int number) => AtRegistrationAsync(BadInputs.Of("phone").ElementAt(number));

    [Theory, MemberData(nameof(Emails))]
    public Task An_address_at_registration(int number) => AtRegistrationAsync(BadInputs.Of("email").ElementAt(number));

    [Theory, MemberData(nameof(Phones))]
    public Task A_phone_number_at_activation(int number) => AtActivationAsync("sms_twilio", BadInputs.Of("phone").ElementAt(number));

    [Theory, MemberData(nameof(Emails))]
    public Task An_address_at_activation(int number) => AtActivationAsync("email", BadInputs.Of("email").ElementAt(number));

    private async Task AtRegistrationAsync(BadInput input)
    {
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));
        var value = Value(input);

        var answer = await person.Api.PostAsync("/auth/users", Body(input, value, person));

        if (input.Expect != "4xx")
        {
            answer.Has(201);
            return;
        }

        Assert.NotNull(answer[input.Field]);
        HostileValueTests.IsRefused(answer, value);
        (await person.LogInAsync()).Has(400);
    }

    private async Task AtActivationAsync(string method, BadInput input)
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        if (input.Placeholders.Any())
        {
            var owner = Person.Stranger(host);
            (await owner.Api.PostAsync("/auth/users", Body(input, Free, owner))).Has(201);
        }

        var (person, value) = (await WithoutAddressAsync(host), Value(input));
        using var form = new FormUrlEncodedContent([new(input.Field, value)]);
        var before = await MailboxAsync(host);

        var asJson = await person.PostAsync($"/auth/{method}/activate", new JsonObject { [input.Field] = value });
        var asForm = await person.Api.SendAsync(HttpMethod.Post, $"/auth/{method}/activate", form, person.Token);

        if (input.Expect != "4xx")
        {
            Assert.Equal("""{"details":"SMS message with MFA code has been sent."}""", asJson.Has(200).Text);
            Assert.Equal(asJson.Text, asForm.Has(200).Text);
            Assert.All((await MailboxAsync(host)).Take(2), to => Assert.Equal(Free, to));
            return;
        }

        Assert.NotNull(asJson.Has(400)[input.Field]);
        HostileValueTests.IsRefused(asJson, value);
        HostileValueTests.IsRefused(asForm, value);
        Assert.Equal(before, await MailboxAsync(host));
        (await person.PostAsync($"/auth/{method}/activate/confirm", new { code = "123456" })).Has(400);
    }

    // A good number is taken whoever has it.
    private static string Value(BadInput input) => input.Expect == "4xx" ? input.Value() : input.Value(_ => Free);

    private static JsonObject Body(BadInput input, string value, Person person) =>
        new() { ["username"] = person.Name, ["password"] = Person.Password, [input.Field] = value };

    private static async Task<Person> WithoutAddressAsync(DemoHost host)
    {
        var person = Person.Stranger(host);
        (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = Person.Password })).Has(201);
        await person.SignInAsync();
        return person;
    }

    private static async Task<IReadOnlyList<string>> MailboxAsync(DemoHost host) =>
        [.. (await host.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray().Select(message => message!["to"]!.GetValue<string>())];

    private static TheoryData<int> Numbers(string group) => [.. Enumerable.Range(0, BadInputs.Of(group).Count())];
}
