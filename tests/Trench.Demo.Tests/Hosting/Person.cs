using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Trench.Demo.Tests;

/// <summary>Someone who uses the demo: the verbs of the journeys.</summary>
internal sealed class Person(DemoHost host, string name)
{
    public const string Password = "a long enough password";

    public Api Api { get; } = host.Api;

    public string Name => name;

    public string Email => $"{name}@example.com";

    /// <summary>The access token of the last login.</summary>
    public string Token { get; private set; } = "";

    private string Refresh { get; set; } = "";

    /// <summary>Registers someone new, with an address, and signs in.</summary>
    public static async Task<Person> RegisterAsync(DemoHost host)
    {
        var person = Stranger(host);
        var body = new { username = person.Name, password = Password, email = person.Email };
        (await person.Api.PostAsync("/auth/users", body)).Has(201);
        await person.SignInAsync();
        return person;
    }

    /// <summary>Someone whom the demo does not know.</summary>
    public static Person Stranger(DemoHost host) => new(host, "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10));

    /// <summary>The same person, with the same token, at another node.</summary>
    public Person At(DemoHost other) => new(other, name) { Token = Token };

    /// <summary>The first step.</summary>
    public Task<Answer> LogInAsync() => Api.PostAsync("/auth/login", new { username = name, password = Password });

    /// <summary>A login that needs no second step.</summary>
    public async Task SignInAsync() => Keep(await LogInAsync());

    /// <summary>The first step of someone with a second factor.</summary>
    public async Task<string> TicketAsync() => (await LogInAsync()).Has(200).String("ephemeral_token");

    /// <summary>The second step.</summary>
    public Task<Answer> CompleteAsync(string ticket, string code) =>
        Api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code });

    /// <summary>Both steps with a code that is right.</summary>
    public async Task<Answer> SignInAsync(string code) => await SignInAsync(await TicketAsync(), code);

    /// <summary>The second step with a code that is right.</summary>
    public async Task<Answer> SignInAsync(string ticket, string code)
    {
        var answer = await CompleteAsync(ticket, code);
        Keep(answer);
        return answer;
    }

    /// <summary>New tokens of the same session.</summary>
    public async Task RenewAsync() => Keep(await RefreshAsync());

    /// <summary>The same, and whatever is answered.</summary>
    public Task<Answer> RefreshAsync() => Api.PostAsync("/auth/token/refresh", new { refresh = Refresh });

    public Task<Answer> PostAsync(string path, object body) => Api.PostAsync(path, body, Token);

    public async Task<JsonArray> MethodsAsync() => (await Api.GetAsync("/auth/mfa/user-active-methods", Token)).Has(200).Body!.AsArray();

    /// <summary>The code of the next mail to this person.</summary>
    public Task<string> MailedCodeAsync() => host.Post.CodeAsync(Email);

    /// <summary>How many mails with a code this person got.</summary>
    public int Mails => host.Post.Count(Email);

    /// <summary>Confirms a pending enrolment; its backup codes.</summary>
    public async Task<string[]> ConfirmAsync(string method, object body) =>
        (await PostAsync($"/auth/{method}/activate/confirm", body)).Has(200).BackupCodes;

    /// <summary>Adds e-mail; its backup codes.</summary>
    public async Task<string[]> AddEmailAsync()
    {
        (await PostAsync("/auth/email/activate", new { })).Has(200);
        return await ConfirmAsync("email", new { code = await MailedCodeAsync() });
    }

    /// <summary>Adds an authenticator app.</summary>
    public async Task<(AuthenticatorApp App, string[] BackupCodes)> AddAppAsync()
    {
        var app = AuthenticatorApp.Read(await PostAsync("/auth/app/activate", new { }), host.Clock);
        return (app, await ConfirmAsync("app", new { code = await app.CodeAsync() }));
    }

    public override string ToString() => name;

    private void Keep(Answer answer)
    {
        Token = answer.Has(200).String("access");
        Refresh = answer.String("refresh");
    }
}
