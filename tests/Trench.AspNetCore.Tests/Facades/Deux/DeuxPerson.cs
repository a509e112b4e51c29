using System.Net;
using System.Net.Http.Json;
using System.Text;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>One user at deux' routes.</summary>
internal sealed class DeuxPerson(HttpApp app, TestUser user)
{
    public const string Password = "correct horse";

    public string Id => user.Id;

    public string Name => user.UserName;

    public string Phone { get; } = "1555" + Codes.Digits(7);

    /// <summary>The token, once signed in.</summary>
    public string? Token { get; set; }

    public int Messages => app.Messages.Count("+" + Phone);

    public string LastCode => app.Messages.Last("+" + Phone).Code;

    public string WrongCode => LastCode == "000000" ? "111111" : "000000";

    public static DeuxPerson New(HttpApp app)
    {
        var id = Codes.Id();
        var fields = new Dictionary<string, string> { ["Email"] = $"{id}@example.test" };
        return new DeuxPerson(app, app.Users.Put(new TestUser(id, "user-" + id, Password) { Fields = fields }));
    }

    public static async Task<DeuxPerson> SignedInAsync(HttpApp app)
    {
        var person = New(app);
        person.Keep(await person.LoginAsync());
        return person;
    }

    /// <summary>Someone with a phone as the second factor.</summary>
    public static async Task<DeuxPerson> EnrolledAsync(HttpApp app)
    {
        var person = await SignedInAsync(app);
        await person.EnrolAsync();
        return person;
    }

    public async Task EnrolAsync()
    {
        (await RequestAsync(Phone)).MustBe(HttpStatusCode.OK);
        (await VerifyAsync(LastCode)).MustBe(HttpStatusCode.OK);
    }

    public async Task<HttpAnswer> SendAsync(HttpMethod verb, string path, HttpContent? content = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(verb, "/mfa" + path) { Content = content };
        if ((authorization ?? (Token is null ? null : "Token " + Token)) is { Length: > 0 } header)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        return await HttpAnswer.OfAsync(await app.Client.SendAsync(request));
    }

    public Task<HttpAnswer> StatusAsync() => SendAsync(HttpMethod.Get, "/");

    public Task<HttpAnswer> DisableAsync(object? body = null) =>
        SendAsync(HttpMethod.Delete, "/", body is null ? null : JsonContent.Create(body));

    public Task<HttpAnswer> RequestAsync(string phone) => PutAsync("/sms/request/", new { phone_number = phone });

    public Task<HttpAnswer> VerifyAsync(string code) => PutAsync("/sms/verify/", new { mfa_code = code });

    public Task<HttpAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<HttpAnswer> RecoverAsync() => SendAsync(HttpMethod.Get, "/recovery/");

    public async Task<string> BackupCodeAsync() => (await RecoverAsync())["backup_code"];

    /// <summary>A login with whatever else the body is to hold; anonymous, as a login is.</summary>
    public Task<HttpAnswer> LoginAsync(string password = Password, string? code = null, string? backupCode = null) =>
        SendAsync(HttpMethod.Post, "/authtoken/login/", JsonContent.Create(Members(password, code, backupCode)), authorization: "");

    /// <summary>A login that has to be asked; returns the code that was sent.</summary>
    public async Task<string> AskedAsync()
    {
        var before = Messages;
        (await LoginAsync()).MustBe(HttpStatusCode.OK);
        return (await app.Messages.WaitAsync("+" + Phone, before + 1)).Code;
    }

    /// <summary>The password grant, by default of the shop and as a form.</summary>
    public Task<HttpAnswer> GrantAsync(
        string password = Password, string? code = null, string? backupCode = null, params (string, string)[] more)
    {
        var members = Members(password, code, backupCode);
        members["grant_type"] = "password";
        return TokenAsync([.. members.Select(member => (member.Key, member.Value)), .. more]);
    }

    public async Task<string> GrantAskedAsync()
    {
        var before = Messages;
        (await GrantAsync()).MustBe(HttpStatusCode.OK);
        return (await app.Messages.WaitAsync("+" + Phone, before + 1)).Code;
    }

    /// <summary>The token endpoint with the shop's secret in the header.</summary>
    public Task<HttpAnswer> TokenAsync(params (string Name, string Value)[] members) =>
        TokenAsync(Basic("shop", "s3cret+of the shop"), members);

    public Task<HttpAnswer> TokenAsync(string authorization, params (string Name, string Value)[] members) => SendAsync(
        HttpMethod.Post,
        "/oauth2/token/",
        new FormUrlEncodedContent(members.Select(member => KeyValuePair.Create(member.Name, member.Value))),
        authorization);

    public static string Basic(string id, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));

    public void Keep(HttpAnswer answer)
    {
        answer.MustBe(HttpStatusCode.OK);
        Token = answer["token"];
    }

    private Dictionary<string, string> Members(string password, string? code, string? backupCode)
    {
        var members = new Dictionary<string, string> { ["username"] = Name, ["password"] = password };
        if (code is not null)
        {
            members["mfa_code"] = code;
        }

        if (backupCode is not null)
        {
            members["backup_code"] = backupCode;
        }

        return members;
    }
}
