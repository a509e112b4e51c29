using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>One user at the routes of the code-token facade.</summary>
internal sealed class CodeTokenPerson(HttpApp app, HttpPerson person)
{
    private string? _refresh;

    public HttpPerson AtTrench => person;

    public string Id => person.Id;

    public string Address => person.Address;

    public string LastCode => person.LastCode;

    /// <summary>The token of the Authorization header; null without.</summary>
    public string? Bearer { get; set; }

    public static CodeTokenPerson New(HttpApp app) => new(app, HttpPerson.New(app));

    /// <summary>A user who is signed in by the fallback.</summary>
    public static async Task<CodeTokenPerson> SignedInAsync(HttpApp app)
    {
        var one = New(app);
        await one.SignInAsync();
        return one;
    }

    public async Task<HttpAnswer> PostAsync(string path, object? body = null) =>
        await SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public async Task<HttpAnswer> SendAsync(HttpMethod verb, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(verb, "/jwt/" + path) { Content = content };
        if (Bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Bearer);
        }

        return await HttpAnswer.OfAsync(await app.Client.SendAsync(request));
    }

    public Task<HttpAnswer> GetCodeAsync(string password = HttpPerson.Password) =>
        PostAsync("get-code", new { username = person.Name, password });

    public async Task<string> CodeTokenAsync()
    {
        var answer = await GetCodeAsync();
        answer.MustBe(HttpStatusCode.OK);
        return answer["token"];
    }

    public Task<HttpAnswer> AuthAsync(string codeToken, string code) => PostAsync("auth", new { code_token = codeToken, code });

    public async Task SignInAsync()
    {
        Keep(await AuthAsync(await CodeTokenAsync(), LastCode));
    }

    /// <summary>Exchanges the refresh token: a session outlives its fresh proof.</summary>
    public async Task RefreshAsync() => Keep(await PostAsync("refresh", new { refresh = _refresh }));

    /// <summary>Enrols the app through the facade; returns its secret.</summary>
    public async Task<string> EnrolAppAsync()
    {
        var secret = (await PostAsync("totp/setup"))["secret"];
        (await ConfirmAsync(secret)).MustBe(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }

    public Task<HttpAnswer> ConfirmAsync(string secret) => PostAsync("totp/confirm", new { code = CodeOf(secret) });

    public string CodeOf(string secret) => person.CodeOf(secret);

    /// <summary>A code that is not this one.</summary>
    public static string WrongFor(string code) => code[..^1] + (char)('0' + ((code[^1] - '0' + 1) % 10));

    /// <summary>Gives a wrong answer, and waits until the next one is looked at.</summary>
    public async Task<HttpAnswer> MissAsync(string codeToken)
    {
        var answer = await AuthAsync(codeToken, WrongFor(LastCode));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        return answer;
    }

    /// <summary>What a token says, unverified.</summary>
    public static JsonElement ClaimsOf(string token)
    {
        var part = token.Split('.')[1];
        return JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part)).RootElement;
    }

    private void Keep(HttpAnswer pair)
    {
        pair.MustBe(HttpStatusCode.OK);
        Bearer = pair["access"];
        _refresh = pair["refresh"];
    }
}
