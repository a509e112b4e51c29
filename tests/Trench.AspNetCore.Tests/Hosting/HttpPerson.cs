using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>One user at the routes.</summary>
internal sealed class HttpPerson(HttpApp app, TestUser user)
{
    public const string Password = "correct horse";

    public string Id => user.Id;

    public string Name => user.UserName;

    public string Address => user.Fields["Email"];

    /// <summary>The access token, once signed in.</summary>
    public string? Access { get; set; }

    /// <summary>The refresh token, once signed in.</summary>
    public string Refresh { get; private set; } = "";

    public string LastCode => app.Messages.Last(Address).Code;

    public static HttpPerson New(HttpApp app)
    {
        var id = Codes.Id();
        var fields = new Dictionary<string, string> { ["Email"] = $"{id}@example.test" };
        return new HttpPerson(app, app.Users.Put(new TestUser(id, "user-" + id, Password) { Fields = fields }));
    }

    /// <summary>A user who is signed in with the password alone.</summary>
    public static async Task<HttpPerson> SignedInAsync(HttpApp app)
    {
        var person = New(app);
        person.Keep(await person.LoginAsync());
        return person;
    }

    /// <summary>A signed-in user with the method that delivers; returns the backup codes too.</summary>
    public static async Task<(HttpPerson Person, IReadOnlyList<string> BackupCodes)> EnrolledAsync(HttpApp app, string method = "pigeon")
    {
        var person = await SignedInAsync(app);
        return (person, await person.EnrolAsync(method));
    }

    public async Task<HttpAnswer> SendAsync(HttpMethod verb, string path, HttpContent? content = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(verb, "/auth/" + path) { Content = content };
        if ((authorization ?? (Access is null ? null : "Bearer " + Access)) is { Length: > 0 } header)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        return await HttpAnswer.OfAsync(await app.Client.SendAsync(request));
    }

    public Task<HttpAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpAnswer> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<HttpAnswer> PostJsonAsync(string path, string json) => SendAsync(HttpMethod.Post, path, JsonText(json));

    public Task<HttpAnswer> LoginAsync(string password = Password) => PostAsync("login", new { username = Name, password });

    /// <summary>First step of a user with a method; returns when its message, if any, has arrived.</summary>
    public async Task<string> TicketAsync()
    {
        var before = app.Messages.Count(Address);
        var asked = await LoginAsync();
        if (asked["method"] != "token")
        {
            await app.Messages.WaitAsync(Address, before + 1);
        }

        return asked["ephemeral_token"];
    }

    public Task<HttpAnswer> AnswerAsync(string ticket, string code) => PostAsync("login/code", new { ephemeral_token = ticket, code });

    public void Keep(HttpAnswer tokens)
    {
        tokens.MustBe(HttpStatusCode.OK);
        Access = tokens["access"];
        Refresh = tokens["refresh"];
    }

    public async Task<IReadOnlyList<string>> EnrolAsync(string method = "pigeon")
    {
        (await PostAsync($"{method}/activate")).MustBe(HttpStatusCode.OK);
        var confirmed = await PostAsync($"{method}/activate/confirm", new { code = LastCode });
        confirmed.MustBe(HttpStatusCode.OK);
        return Texts(confirmed.Body.GetProperty("backup_codes"));
    }

    /// <summary>Enrols the method with a counter; returns its secret.</summary>
    public async Task<string> EnrolTokenAsync()
    {
        var activated = await PostAsync("token/activate");
        activated.MustBe(HttpStatusCode.OK);
        var secret = activated["secret"];
        (await PostAsync("token/activate/confirm", new { code = CodeOf(secret) })).MustBe(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }

    public string CodeOf(string secret) => StepMethod.CodeOf(secret, StepMethod.StepOf(app.Clock.Now));

    /// <summary>A code that pays for one protected change.</summary>
    public async Task<string> RequestCodeAsync(string method = "pigeon")
    {
        (await PostAsync("code/request", new { method })).MustBe(HttpStatusCode.OK);
        return LastCode;
    }

    public static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    public static ByteArrayContent JsonText(string json) => Octets(System.Text.Encoding.UTF8.GetBytes(json), "application/json");

    public static ByteArrayContent Octets(byte[] octets, string? contentType)
    {
        var content = new ByteArrayContent(octets);
        if (contentType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return content;
    }
}
