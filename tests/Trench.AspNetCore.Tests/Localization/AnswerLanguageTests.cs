using System.Net;
using System.Net.Http.Json;

namespace Trench.AspNetCore.Tests;

/// <summary>Accept-Language decides in which language an answer speaks.</summary>
public sealed class AnswerLanguageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("de-AT, en;q=0.5", "de", "Die Anmeldung mit den angegebenen Zugangsdaten ist nicht möglich.")]
    [InlineData("pl", "pl", "Nie można zalogować się przy użyciu podanych danych.")]
    [InlineData("fr-CA", "fr", "Impossible de se connecter avec les identifiants fournis.")]
    [InlineData("es-419", "es", "No se puede iniciar sesión con las credenciales proporcionadas.")]
    [InlineData("uk", "uk", "Не вдалося увійти з наданими обліковими даними.")]
    [InlineData("en", "en", "Unable to login with provided credentials.")]
    [InlineData("ja", "en", "Unable to login with provided credentials.")]
    public async Task A_refused_login_is_told_in_the_language_asked_for(string wish, string language, string text)
    {
        var answer = await LoginAsync(wish, new { username = "nobody", password = "x" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal((text, "wrong_credentials"), (answer["error"], answer["error_code"]));
        Assert.Equal((language, "Accept-Language"), (answer.Header("Content-Language"), answer.Header("Vary")));
    }

    [Fact]
    public async Task Without_the_header_an_answer_is_the_ancestors_to_the_byte()
    {
        var answer = await LoginAsync(null, new { username = "nobody", password = "x" });

        Assert.Equal("""{"error":"Unable to login with provided credentials.","error_code":"wrong_credentials"}""", answer.Text);
        Assert.Null(answer.Header("Content-Language"));
        Assert.Null(answer.Header("Vary"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_member_is_told_in_the_language_too()
    {
        var answer = await LoginAsync("de", new { username = "" });

        Assert.Equal("Dieses Feld darf nicht leer sein.", answer.FaultOf("username"));
        Assert.Equal("Dieses Feld ist erforderlich.", answer.FaultOf("password"));
    }

    [Fact]
    public async Task A_problem_has_its_title_and_detail_in_the_language()
    {
        var answer = await LoginAsync("pl", new { username = "nobody", password = "x" }, "application/problem+json");

        Assert.Equal("Nieprawidłowe żądanie", answer["title"]);
        Assert.Equal("Nie można zalogować się przy użyciu podanych danych.", answer["detail"]);
        Assert.Equal("urn:trench:problem:wrong_credentials", answer["type"]);
    }

    [Fact]
    public async Task A_token_that_is_no_good_is_told_in_the_language()
    {
        var answer = await SendAsync("es", HttpMethod.Get, "mfa/user-active-methods", authorization: "Bearer nonsense");

        Assert.Equal("El token proporcionado no es válido para ningún tipo de token", answer["detail"]);
        Assert.Equal("El token no es válido o ha caducado", answer.Body.GetProperty("messages")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_wrong_verb_is_told_in_the_language_and_named() =>
        Assert.Equal("Méthode « PUT » non autorisée.", (await SendAsync("fr", HttpMethod.Put, "login"))["detail"]);

    [Fact]
    public async Task What_happened_is_told_and_the_message_written_in_the_language()
    {
        var anna = await HttpPerson.SignedInAsync(fixture.App);

        var answer = await SendAsync("uk", HttpMethod.Post, "pigeon/activate", authorization: "Bearer " + anna.Access);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal("Повідомлення з кодом MFA надіслано через pigeon.", answer["details"]);
        Assert.Equal("Ваш код підтвердження: " + anna.LastCode, fixture.App.Messages.Last(anna.Address).Text);
    }

    [Theory]
    [MemberData(nameof(AcceptLanguageTests.Hostile), MemberType = typeof(AcceptLanguageTests))]
    public async Task A_hostile_header_gets_an_answer_in_English(string header) => Assert.Equal(
        "Authentication credentials were not provided.", (await SendAsync(header, HttpMethod.Get, "mfa/user-active-methods"))["detail"]);

    private Task<HttpAnswer> LoginAsync(string? wish, object body, string? accept = null) =>
        SendAsync(wish, HttpMethod.Post, "login", JsonContent.Create(body), accept);

    private async Task<HttpAnswer> SendAsync(
        string? wish, HttpMethod verb, string path, HttpContent? content = null, string? accept = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(verb, "/auth/" + path) { Content = content };
        foreach (var (name, value) in new[] { ("Accept-Language", wish), ("Accept", accept), ("Authorization", authorization) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await HttpAnswer.OfAsync(await fixture.App.Client.SendAsync(request));
    }
}
