using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>Four dialects, one engine: what is done through one facade holds on every other.</summary>
[Collection(DemoTests.Name)]
public sealed class CrossFacadeTests(DemoHosts hosts)
{
    private const string Wrong = "000000";
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(31);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_phone_enrolled_through_deux_logs_in_through_django_trenchs_routes(Database database)
    {
        var host = await hosts.OnAsync(database);
        var anna = await Person.RegisterAsync(host);
        var phone = "4850" + Codes.Digits(7);
        (await PutAsync(anna, "/mfa/sms/request", new { phone_number = phone })).Has(200);
        (await PutAsync(anna, "/mfa/sms/verify", new { mfa_code = await TextedCodeAsync(host, phone) })).Has(200);

        var asked = (await anna.LogInAsync()).Has(200);
        host.Clock.Advance(Cooldown);
        var ticket = asked.String("ephemeral_token");
        (await anna.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket })).Has(200);

        Assert.Equal("sms_twilio", asked.String("method"));
        await anna.SignInAsync(ticket, await TextedCodeAsync(host, phone));
    }

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task An_app_set_up_through_drf_jwt_2fa_is_there_on_every_facade(Database database)
    {
        var host = await hosts.OnAsync(database);
        var anna = await Person.RegisterAsync(host);
        var app = AuthenticatorApp.Read(await anna.PostAsync("/jwt/totp/setup", new { }), host.Clock);
        (await anna.PostAsync("/jwt/totp/confirm", new { code = await app.CodeAsync() })).Has(200);

        var listed = Assert.Single(await anna.MethodsAsync())!;
        var config = Assert.Single((await anna.Api.GetAsync("/2factor/user-config/own/list", anna.Token)).Has(200).Body!.AsArray())!;
        var status = (await anna.Api.GetAsync("/mfa/", anna.Token)).Has(200);

        Assert.Equal("app", listed["name"]!.GetValue<string>());
        Assert.True(listed["is_primary"]!.GetValue<bool>());
        Assert.Equal("app", config["method_config"]!["method"]!.GetValue<string>());
        Assert.Equal("085-confirmed", config["status"]!.GetValue<string>());
        Assert.True(status["enabled"]!.GetValue<bool>());
        await anna.SignInAsync(await app.NextCodeAsync());
    }

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task An_address_enrolled_through_wcd_2factor_logs_in_through_drf_jwt_2fa(Database database)
    {
        var host = await hosts.OnAsync(database);
        var anna = await Person.RegisterAsync(host);
        var method = await MethodConfigAsync(anna, "email");
        var created = (await anna.PostAsync(
            "/2factor/user-config/own/create",
            new { method_config_id = method, config = new { email = anna.Email }, is_active = true, is_default = true })).Has(200);
        (await anna.PostAsync("/2factor/user-config/own/confirm", new
        {
            id = created["item"]!["id"]!.DeepClone(),
            confirmation_id = created.String("confirmation_id"),
            data = new { code = await anna.MailedCodeAsync() },
        })).Has(200);

        var token = (await anna.Api.PostAsync("/jwt/get-code", Credentials(anna))).Has(200).String("token");
        var answer = await anna.Api.PostAsync("/jwt/auth", new { code_token = token, code = await anna.MailedCodeAsync() });

        Assert.NotEmpty(answer.Has(200).String("access"));
    }

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task Wrong_codes_through_one_facade_lock_the_account_on_all(Database database)
    {
        var host = await hosts.OnAsync(database);
        var anna = await Person.RegisterAsync(host);
        await anna.AddAppAsync();
        var confirmation = await RequestAsync(anna, "login");
        var token = (await anna.Api.PostAsync("/jwt/get-code", Credentials(anna))).Has(200).String("token");
        var ticket = await anna.TicketAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await anna.CompleteAsync(ticket, Wrong)).Has(401);
        }

        var next = await anna.TicketAsync();
        Answer[] answers =
        [
            await anna.CompleteAsync(next, Wrong),
            await anna.Api.PostAsync("/mfa/authtoken/login", new { username = anna.Name, password = Person.Password, mfa_code = Wrong }),
            await anna.Api.PostAsync("/jwt/auth", new { code_token = token, code = Wrong }),
            await anna.PostAsync("/2factor/confirmation/confirm", new { id = confirmation, data = new { code = Wrong } }),
        ];

        Assert.All(answers, answer =>
        {
            answer.Has(429);
            Assert.NotNull(answer.Headers.RetryAfter);
        });
    }

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task A_confirmation_asked_for_and_answered_through_the_routes_is_used_once_in_code(Database database)
    {
        var host = await hosts.OnAsync(database);
        var anna = await Person.RegisterAsync(host);
        var (app, _) = await anna.AddAppAsync();
        var confirmation = await RequestAsync(anna, "account.erase");
        (await anna.PostAsync("/2factor/confirmation/confirm", new { id = confirmation, data = new { code = await app.NextCodeAsync() } })).Has(200);
        var user = (await anna.Api.GetAsync("/auth/users/me", anna.Token)).Has(200)["id"]!.ToString();

        await using var scope = host.Services.CreateAsyncScope();
        var confirmer = scope.ServiceProvider.GetRequiredService<Confirmer>();

        Assert.Null(await confirmer.UseAsync(confirmation, "account.rename", user));
        Assert.NotNull(await confirmer.UseAsync(confirmation, "account.erase", user));
        Assert.Null(await confirmer.UseAsync(confirmation, "account.erase", user));
    }

    private static object Credentials(Person person) => new { username = person.Name, password = Person.Password };

    private static Task<Answer> PutAsync(Person person, string path, object body) =>
        person.Api.SendAsync(HttpMethod.Put, path, JsonContent.Create(body), person.Token);

    private static async Task<string> RequestAsync(Person person, string action)
    {
        var config = (await person.Api.GetAsync("/2factor/user-config/own/list", person.Token)).Has(200).Body!.AsArray()[0]!["id"]!.DeepClone();
        var body = new { user_config_id = config, action, data = new { } };
        return (await person.PostAsync("/2factor/confirmation/request", body)).Has(200).String("id");
    }

    private static async Task<JsonNode> MethodConfigAsync(Person person, string method)
    {
        var all = (await person.Api.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray();
        return all.First(config => config!["method"]!.GetValue<string>() == method)!["id"]!.DeepClone();
    }

    // A route that waits for the first attempt has filed the message before it answers.
    private static async Task<string> TextedCodeAsync(DemoHost host, string phone)
    {
        var messages = (await host.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
        return messages.First(message => message!["to"]!.GetValue<string>() == "+" + phone)!["text"]!.GetValue<string>()[^6..];
    }
}
