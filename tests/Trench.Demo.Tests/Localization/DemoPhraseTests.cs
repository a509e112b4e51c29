using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>The demo's own routes speak the languages that Trench speaks.</summary>
[Collection(DemoTests.Name)]
public sealed class DemoPhraseTests(DemoHosts hosts)
{
    public static TheoryData<string> Languages => [.. Texts.BuiltIn.Where(language => language != Texts.English)];

    private static IEnumerable<string> Sentences => typeof(DemoPhrases).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(constant => constant.IsLiteral).Select(constant => (string)constant.GetRawConstantValue()!);

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_sentence_is_said_in_every_language(string language)
    {
        var texts = (await hosts.OnAsync(Database.Sqlite)).Services.GetRequiredService<Texts>();

        Assert.All(Sentences, sentence =>
        {
            var said = texts.Say(sentence, language);
            Assert.NotEqual(sentence, said);
            Assert.Equal(sentence.Contains("{0}", StringComparison.Ordinal), said.Contains("{0}", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("de", "Geben Sie eine gültige E-Mail-Adresse ein.", "Dieses Feld muss mindestens 8 Zeichen haben.")]
    [InlineData("pl", "Podaj poprawny adres e-mail.", "To pole musi mieć co najmniej 8 znaków.")]
    [InlineData("fr", "Saisissez une adresse e-mail valide.", "Ce champ doit comporter au moins 8 caractères.")]
    [InlineData("es", "Introduzca una dirección de correo válida.", "Este campo debe tener al menos 8 caracteres.")]
    [InlineData("uk", "Введіть правильну адресу електронної пошти.", "Це поле має містити щонайменше 8 символів.")]
    [InlineData("en", "Enter a valid e-mail address.", "Ensure this field has at least 8 characters.")]
    public async Task A_faulty_registration_is_told_in_the_language_of_the_request(string language, string email, string password)
    {
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));
        person.Api.Client.DefaultRequestHeaders.Add("Accept-Language", language);

        var answer = (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = "short", email = "no" })).Has(400);

        Assert.Equal(email, answer["email"]![0]!.GetValue<string>());
        Assert.Equal(password, answer["password"]![0]!.GetValue<string>());
    }
}
