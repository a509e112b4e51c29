using System.Text.Json.Nodes;

namespace Trench.Demo.Tests;

public sealed class LanguageJourneyTests
{
    [Fact]
    public async Task A_user_gets_mail_in_the_language_of_the_account()
    {
        await using var node = await LoneNode.CreateAsync();
        var person = Person.Stranger(node.Host);
        var body = new { username = person.Name, password = Person.Password, email = person.Email, language = "pl" };
        (await person.Api.PostAsync("/auth/users", body)).Has(201);
        await person.SignInAsync();

        await person.AddEmailAsync();

        var mail = await FirstMailAsync(node);
        Assert.Equal("Kod weryfikacyjny", mail["subject"]!.GetValue<string>());
        Assert.StartsWith("Kod weryfikacyjny: ", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"pl\">", mail["html"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_whose_language_is_not_known_gets_mail_in_that_of_the_request()
    {
        await using var node = await LoneNode.CreateAsync();
        var person = await Person.RegisterAsync(node.Host);
        person.Api.Client.DefaultRequestHeaders.Add("Accept-Language", "de-AT, en;q=0.5");

        var answer = await person.PostAsync("/auth/email/activate", new { });

        Assert.Equal("Eine E-Mail mit dem MFA-Code wurde gesendet.", answer.Has(200).String("details"));
        Assert.StartsWith("Ihr Bestätigungscode lautet: ", (await FirstMailAsync(node))["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_is_no_tag_is_refused_at_registration()
    {
        await using var node = await LoneNode.CreateAsync();
        var person = Person.Stranger(node.Host);

        var answer = await person.Api.PostAsync("/auth/users", new { username = person.Name, password = Person.Password, language = "../pl" });

        Assert.NotNull(answer.Has(400)["language"]);
    }

    private static async Task<JsonObject> FirstMailAsync(LoneNode node) =>
        (await node.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray()[^1]!.AsObject();
}
