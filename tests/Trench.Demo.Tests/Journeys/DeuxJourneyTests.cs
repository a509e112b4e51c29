using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Trench.Demo.Tests;

/// <summary>Through deux' routes, and from them into the others and back.</summary>
[Collection(DemoTests.Name)]
public sealed class DeuxJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task D16_Who_enrols_a_phone_at_deux_logs_in_at_trench(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var phone = "4850" + Codes.Digits(7);
        (await PutAsync(person, "/mfa/sms/request/", new { phone_number = phone })).Has(200);

        var verified = (await PutAsync(person, "/mfa/sms/verify/", new { mfa_code = await TextedCodeAsync(person, phone) })).Has(200);

        Assert.Equal($$"""{"enabled":true,"challenge_type":"sms","phone_number":"{{phone}}"}""", verified.Text);
        var method = Assert.Single(await person.MethodsAsync())!;
        Assert.Equal(("sms_twilio", $"+48*******{phone[^2..]}"), (method["name"]!.GetValue<string>(), method["target"]!.GetValue<string>()));
        var backupCode = (await person.Api.GetAsync("/mfa/recovery/", person.Token)).Has(200).String("backup_code");
        (await person.CompleteAsync(await person.TicketAsync(), backupCode)).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task D41_D50_A_mailed_code_signs_in_at_deux_and_by_oauth_and_each_token_is_good_everywhere(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddEmailAsync();

        Assert.Equal("email", (await LogInAsync(person)).Has(200).String("mfa_type"));
        var token = (await LogInAsync(person, await person.MailedCodeAsync())).Has(200).String("token");
        Assert.True((await GrantAsync(person)).Has(200)["mfa_required"]!.GetValue<bool>());
        var granted = (await GrantAsync(person, await person.MailedCodeAsync())).Has(200);

        foreach (var good in new[] { token, granted.String("access_token") })
        {
            Assert.True((await person.Api.GetAsync("/mfa/", good)).Has(200)["enabled"]!.GetValue<bool>());
            (await person.Api.GetAsync("/auth/mfa/user-active-methods", good)).Has(200);
        }

        var renewed = (await TokenAsync(person, ("grant_type", "refresh_token"), ("refresh_token", granted.String("refresh_token")))).Has(200);
        Assert.Equal("read write", renewed.String("scope"));
        (await person.Api.PostAsync("/auth/token/refresh", new { refresh = renewed.String("refresh_token") })).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task D6_Disabling_at_deux_takes_off_what_was_enrolled_at_trench(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddEmailAsync();
        await person.AddAppAsync();

        (await person.Api.SendAsync(HttpMethod.Delete, "/mfa/", null, person.Token)).Has(204);

        Assert.Empty(await person.MethodsAsync());
        (await LogInAsync(person)).Has(200).String("token");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_app_enrolled_at_trench_signs_in_at_deux_in_one_request(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, _) = await person.AddAppAsync();

        Assert.Equal("app", (await LogInAsync(person)).Has(200).String("mfa_type"));
        var code = await app.NextCodeAsync();

        (await LogInAsync(person, code)).Has(200).String("token");
        (await LogInAsync(person, code)).Has(400);
    }

    // Attack: a budget spent in one facade is fresh in another.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_budget_spent_at_deux_is_spent_at_trench(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, _) = await person.AddAppAsync();
        var right = await app.NextCodeAsync();
        var wrong = right == "000000" ? "111111" : "000000";
        for (var count = 0; count < 5; count++)
        {
            (await LogInAsync(person, wrong)).Has(400);
        }

        (await LogInAsync(person, right)).Has(429);
        (await person.CompleteAsync(await person.TicketAsync(), right)).Has(429);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task D24_Of_the_codes_read_at_recovery_the_newest_two_are_good_at_every_node(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        await person.AddAppAsync();
        var codes = new List<string>();
        for (; codes.Count < 3; nodes.First.Clock.Advance(TimeSpan.FromMilliseconds(5)))
        {
            codes.Add((await person.Api.GetAsync("/mfa/recovery", person.Token)).Has(200).String("backup_code"));
        }

        var elsewhere = person.At(nodes.Second);

        Assert.Equal([400, 200, 200], await StatusesAsync(codes, code => LogInAsync(elsewhere, backupCode: code)));
    }

    private static async Task<List<int>> StatusesAsync(IEnumerable<string> codes, Func<string, Task<Answer>> use)
    {
        var statuses = new List<int>();
        foreach (var code in codes)
        {
            statuses.Add((await use(code)).Status);
        }

        return statuses;
    }

    private static Task<Answer> PutAsync(Person person, string path, object body) =>
        person.Api.SendAsync(HttpMethod.Put, path, JsonContent.Create(body), person.Token);

    private static Task<Answer> LogInAsync(Person person, string? code = null, string? backupCode = null) =>
        person.Api.SendAsync(HttpMethod.Post, "/mfa/authtoken/login/", Form(person, code, backupCode));

    private static Task<Answer> GrantAsync(Person person, string? code = null) => TokenAsync(
        person, [("grant_type", "password"), ("username", person.Name), ("password", Person.Password), .. code is null ? [] : new[] { ("mfa_code", code) }]);

    private static async Task<Answer> TokenAsync(Person person, params (string Name, string Value)[] members)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mfa/oauth2/token/")
        {
            Content = new FormUrlEncodedContent(members.Select(member => KeyValuePair.Create(member.Name, member.Value))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DemoHosts.ShopClient}:{DemoHosts.ShopSecret}")));
        using var response = await person.Api.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static FormUrlEncodedContent Form(Person person, string? code, string? backupCode)
    {
        var members = new Dictionary<string, string> { ["username"] = person.Name, ["password"] = Person.Password };
        if (code is not null)
        {
            members["mfa_code"] = code;
        }

        if (backupCode is not null)
        {
            members["backup_code"] = backupCode;
        }

        return new FormUrlEncodedContent(members);
    }

    // The route that sends has filed the message before it answers.
    private static async Task<string> TextedCodeAsync(Person person, string phone)
    {
        var messages = (await person.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
        return messages.First(message => message!["to"]!.GetValue<string>() == "+" + phone)!["text"]!.GetValue<string>()[^6..];
    }
}
