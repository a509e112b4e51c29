using System.Net.Http.Json;

namespace Trench.Demo.Tests;

/// <summary>The facades beside the first, what remembers devices, and the administration.</summary>
internal sealed partial class FullRun
{
    public const string Administrator = "root";
    public const string Client = "shop";
    public const string ClientSecret = "the secret of the shop";

    private async Task DeuxAsync()
    {
        var anna = await RegisterAsync();
        var phone = NewPhone();
        await SendAsync(anna, HttpMethod.Put, "/mfa/email/request", new { email = anna.Email });
        (await SendAsync(anna, HttpMethod.Put, "/mfa/email/verify", new { mfa_code = Wrong })).Has(400);
        (await SendAsync(anna, HttpMethod.Put, "/mfa/email/verify", new { mfa_code = await anna.MailedCodeAsync() })).Has(200);
        (await SendAsync(anna, HttpMethod.Put, "/mfa/sms/request", new { phone_number = phone[1..] })).Has(200);
        (await SendAsync(anna, HttpMethod.Patch, "/mfa/sms/verify", new { mfa_code = await SmsCodeAsync(phone) })).Has(200);
        var backup = (await anna.Api.GetAsync("/mfa/recovery", anna.Token)).Has(200).String("backup_code");
        (await anna.Api.PostAsync("/mfa/authtoken/login", new { username = anna.Name, password = Person.Password, backup_code = backup })).Has(200);
        (await anna.Api.PostAsync("/mfa/oauth2/token", Grant(anna, ("scope", "read")))).Has(200);
        var granted = (await anna.Api.PostAsync("/mfa/oauth2/token", Grant(anna, ("mfa_code", await anna.MailedCodeAsync())))).Has(200);
        (await anna.Api.PostAsync("/mfa/oauth2/token", new
        {
            grant_type = "refresh_token",
            refresh_token = granted.String("refresh_token"),
            client_id = Client,
            client_secret = ClientSecret,
        })).Has(200);
        (await SendAsync(anna, HttpMethod.Delete, "/mfa", new { })).Has(204);
    }

    private async Task CodeTokensAsync()
    {
        var anna = await RegisterAsync();
        var app = AuthenticatorApp.Read(await anna.PostAsync("/jwt/totp/setup", new { }), host.Clock);
        (await anna.PostAsync("/jwt/totp/confirm", new { code = Wrong })).Has(401);
        (await anna.PostAsync("/jwt/totp/confirm", new { code = await app.CodeAsync() })).Has(200);
        var other = AuthenticatorApp.Read(await anna.PostAsync("/jwt/totp/setup", new { code = await app.NextCodeAsync() }), host.Clock);
        (await anna.PostAsync("/jwt/totp/confirm", new { code = await other.CodeAsync() })).Has(200);
        (await anna.PostAsync("/jwt/2fa-method", new { method = "code-sender", code = await other.NextCodeAsync() })).Has(200);
        var login = new { username = anna.Name, password = Person.Password };
        var token = (await anna.Api.PostAsync("/jwt/get-code", login)).Has(200).String("token");
        (await anna.Api.PostAsync("/jwt/auth", new { code_token = token, code = await anna.MailedCodeAsync() })).Has(200);
    }

    private async Task UserConfigsAsync()
    {
        var anna = await RegisterAsync();
        var id = await anna.EnrolConfigAsync();
        var created = (await anna.PostAsync("/2factor/user-config/own/create", new
        {
            method_config_id = await anna.OfferedAsync("app"),
            config = new { },
            is_active = true,
            is_default = false,
        })).Has(200);
        var app = AuthenticatorApp.Read(created, host.Clock);
        await ConfirmOwnAsync(anna, created["item"]!["id"]!.GetValue<string>(), created, await app.CodeAsync());
        var changed = "new-" + anna.Email;
        harvest.Targets[changed] = true;
        var path = $"/2factor/user-config/own/{id}";
        var update = new { config = new { email = changed }, is_active = true, is_default = true, code = await app.NextCodeAsync() };
        var updated = (await SendAsync(anna, HttpMethod.Put, $"{path}/update", update)).Has(200);
        await ConfirmOwnAsync(anna, id, updated, await host.Post.CodeAsync(changed));
        (await SendAsync(anna, HttpMethod.Delete, $"{path}/destroy", new { code = await app.NextCodeAsync() })).Has(204);
    }

    // Not checked: that route has the id in its path, as wcd-2factor has it, and every server's log has paths.
    private async Task ConfirmationsAsync()
    {
        var anna = await RegisterAsync();
        var config = await anna.EnrolConfigAsync();
        var id = await AskAsync(anna, new { user_config_id = config, data = new { }, action = "account.erase" });
        (await anna.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = Wrong } })).Has(400);
        (await anna.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = await anna.MailedCodeAsync() } })).Has(200);
        (await anna.PostAsync("/2factor/confirmation/use", new { id, action = "account.erase" })).Has(200);
        (await anna.PostAsync("/2factor/confirmation/use", new { id, action = "account.erase" })).Has(400);

        var ticket = (await anna.ConfirmedLoginAsync()).Has(200).String("ephemeral_token");
        var login = await AskAsync(anna, new { user_config_id = config, data = new { }, ephemeral_token = ticket });
        (await anna.Api.PostAsync("/2factor/confirmation/confirm", new { id = login, data = new { code = await anna.MailedCodeAsync() } })).Has(200);
        (await anna.ConfirmedLoginAsync(login)).Has(200);

        var stranger = Person.Stranger(host);
        harvest.Targets[stranger.Email] = true;
        var proof = await AskAsync(stranger, new { method_config_id = await stranger.OfferedAsync("email"), data = new { email = stranger.Email } });
        var answer = new { id = proof, data = new { code = await stranger.MailedCodeAsync() } };
        (await stranger.Api.PostAsync("/2factor/confirmation/confirm", answer)).Has(200);
        (await stranger.Api.PostAsync("/2factor/confirmation/use", new { id = proof, action = "confirm" })).Has(200);
    }

    private async Task DevicesAsync()
    {
        var anna = await RegisterAsync();
        var (app, _) = await anna.AddAppAsync();
        var step = new { ephemeral_token = await anna.TicketAsync(), code = await app.NextCodeAsync(), remember_device = true };
        var device = (await anna.Api.PostAsync("/auth/login/code", step)).Has(200).String("device_token");
        var login = new { username = anna.Name, password = Person.Password, device_token = device };
        (await anna.Api.PostAsync("/auth/login", login)).Has(200).String("access");
        (await anna.PostAsync("/auth/mfa/forget-devices", new { })).Has(204);
        (await anna.Api.PostAsync("/auth/login", login)).Has(200).String("ephemeral_token");
    }

    private async Task AdministrationAsync()
    {
        var admin = new Person(host, Administrator);
        await admin.SignInAsync();
        var (app, _) = await admin.AddAppAsync();
        var bert = await RegisterAsync();
        await bert.AddEmailAsync();
        await bert.AddAppAsync();
        var found = (await admin.Api.GetAsync($"/admin/users?name={bert.Name}", admin.Token)).Has(200).Body![0]!["id"]!.GetValue<string>();
        var path = $"/admin/users/{found}";
        var enrolments = (await admin.Api.GetAsync($"{path}/enrolments", admin.Token)).Has(200).Body!.AsArray();
        var remove = $"{path}/enrolments/{enrolments[0]!["id"]}";
        (await SendAsync(admin, HttpMethod.Delete, remove, new { reason = "lost", code = await app.NextCodeAsync() })).Has(204);
        foreach (var change in new[] { "disable", "enable", "reset" })
        {
            (await admin.PostAsync($"{path}/{change}", new { reason = "a test", code = await app.NextCodeAsync() })).Has(204);
        }

        (await admin.PostAsync($"{path}/reset", new { reason = "a test", code = Wrong })).Has(400);
        var offer = new { method = "email", title = "Mail", config = new { }, is_active = true, is_default = false };
        (await admin.PostAsync("/admin/method-configs", offer)).Has(200);
        foreach (var list in new[] { "method-configs", "confirmations", "events?limit=200" })
        {
            (await admin.Api.GetAsync($"/admin/{list}", admin.Token)).Has(200);
        }
    }

    private async Task<string> AskAsync(Person person, object body)
    {
        var token = person.Token.Length > 0 ? person.Token : null;
        var id = (await person.Api.PostAsync("/2factor/confirmation/request", body, token)).Has(200).String("id");
        harvest.Add(id, "confirmation");
        return id;
    }

    private static async Task ConfirmOwnAsync(Person person, string id, Answer begun, string code) => (await person.PostAsync(
        "/2factor/user-config/own/confirm", new { id, confirmation_id = begun.String("confirmation_id"), data = new { code } })).Has(200);

    private static Task<Answer> SendAsync(Person person, HttpMethod verb, string path, object body) =>
        person.Api.SendAsync(verb, path, JsonContent.Create(body), person.Token);

    private static Dictionary<string, string> Grant(Person person, (string Name, string Value) more) => new()
    {
        ["grant_type"] = "password",
        ["username"] = person.Name,
        ["password"] = Person.Password,
        ["client_id"] = Client,
        ["client_secret"] = ClientSecret,
        [more.Name] = more.Value,
    };
}
