using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>All methods and facades of one node: what succeeds, what is refused and what breaks.</summary>
internal sealed partial class FullRun(DemoHost host, YubiCloud cloud, Harvest harvest)
{
    private const string Wrong = "12345678";

    public async Task RunAsync()
    {
        await MailAsync();
        await AppAsync();
        await PhoneAsync();
        await YubiKeyAsync();
        await OtherDialectsAsync();
        await DeuxAsync();
        await CodeTokensAsync();
        await UserConfigsAsync();
        await ConfirmationsAsync();
        await DevicesAsync();
        await AdministrationAsync();
        await SessionsAsync();
        await FaultsAsync();
    }

    private async Task MailAsync()
    {
        var anna = await RegisterAsync();
        var codes = await anna.AddEmailAsync();
        var ticket = await anna.TicketAsync();
        (await anna.CompleteAsync(ticket, Wrong)).Has(401);
        _ = await anna.MailedCodeAsync();
        (await anna.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket })).Has(200);
        var code = await anna.MailedCodeAsync();
        (await anna.CompleteAsync(ticket, code)).Has(200);
        (await anna.CompleteAsync(ticket, code)).Has(401);
        await anna.SignInAsync(codes[0]);
        (await anna.CompleteAsync(await anna.TicketAsync(), codes[0])).Has(401);
        (await anna.CompleteAsync(await anna.TicketAsync(), "no code at all")).Has(400);
        (await anna.CompleteAsync("trm_" + Codes.Token(32), Wrong)).Has(401);
        await anna.PostAsync("/auth/email/codes/regenerate", new { code = codes[1] });
        await anna.PostAsync("/auth/email/deactivate", new { });
    }

    private async Task AppAsync()
    {
        var anna = await RegisterAsync();
        var (app, codes) = await anna.AddAppAsync();
        harvest.Add(codes[0], "backup code");
        var next = await app.NextCodeAsync();
        await anna.SignInAsync(next);
        (await anna.CompleteAsync(await anna.TicketAsync(), next)).Has(401);
        await anna.SignInAsync(codes[2]);
        (await anna.PostAsync("/auth/email/activate", new { })).Has(200);
        await anna.ConfirmAsync("email", new { code = await anna.MailedCodeAsync() });
        await anna.PostAsync("/auth/mfa/change-primary-method", new { method = "email", code = codes[3] });
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await anna.CompleteAsync(await anna.TicketAsync(), Wrong);
        }

        await anna.PostAsync("/auth/app/deactivate", new { code = codes[4] });
    }

    private async Task PhoneAsync()
    {
        var anna = await RegisterAsync();
        var phone = NewPhone();
        (await anna.PostAsync("/auth/sms_twilio/activate", new { phone_number = phone })).Has(200);
        await anna.ConfirmAsync("sms_twilio", new { code = await SmsCodeAsync(phone) });
        var ticket = await anna.TicketAsync();
        (await anna.CompleteAsync(ticket, Wrong)).Has(401);
        (await anna.PostAsync("/auth/sms_twilio/activate", new { phone_number = "+48" })).Has(400);
    }

    private async Task YubiKeyAsync()
    {
        var (anna, key) = (await RegisterAsync(), cloud.NewKey());
        (await anna.PostAsync("/auth/yubi/activate", new { })).Has(200);
        await anna.ConfirmAsync("yubi", new { code = Press(key) });
        await anna.SignInAsync(Press(key));
        (await anna.CompleteAsync(await anna.TicketAsync(), Press(SoftYubiKey.New()))).Has(401);
    }

    private async Task OtherDialectsAsync()
    {
        var anna = await RegisterAsync();
        var (app, _) = await anna.AddAppAsync();
        await anna.Api.SendAsync(HttpMethod.Get, "/mfa/recovery", null, anna.Token);
        foreach (var code in new[] { await app.NextCodeAsync(), Wrong })
        {
            await anna.Api.PostAsync("/mfa/authtoken/login", new { username = anna.Name, password = Person.Password, mfa_code = code });
        }

        var token = (await anna.Api.PostAsync("/jwt/get-code", new { username = anna.Name, password = Person.Password })).Text;
        await anna.Api.PostAsync("/jwt/auth", new { code_token = token, code = await app.NextCodeAsync() });
        await anna.Api.PostAsync("/2factor/login", new { username = anna.Name, password = Person.Password });
        var opaque = await anna.Api.PostAsync("/auth/token/login", new { username = anna.Name, password = Person.Password });
        await anna.Api.PostAsync(
            "/auth/token/login/code", new { ephemeral_token = opaque.String("ephemeral_token"), code = await app.NextCodeAsync() });
    }

    private async Task SessionsAsync()
    {
        var anna = await RegisterAsync();
        await anna.RenewAsync();
        (await anna.Api.GetAsync("/auth/users/me", "no.such.token")).Has(401);
        (await anna.Api.PostAsync("/auth/login", new { username = anna.Name, password = "the wrong password" })).Has(400);
        var change = new { current_password = Person.Password, new_password = "quite another password" };
        (await anna.PostAsync("/auth/users/set_password", change)).Has(204);
        (await anna.Api.PostAsync("/auth/login", new { username = anna.Name, password = "quite another password" })).Has(200);
    }

    private async Task FaultsAsync()
    {
        var unlucky = new { username = BrokenMail.Unlucky, password = Person.Password, email = $"{BrokenMail.Unlucky}@example.com" };
        harvest.Targets[unlucky.email] = true;
        (await host.Api.PostAsync("/auth/users", unlucky)).Has(201);
        var bert = new Person(host, BrokenMail.Unlucky);
        await bert.SignInAsync();
        (await bert.PostAsync("/auth/email/activate", new { })).Has(422);

        var anna = await RegisterAsync();
        var (app, codes) = await anna.AddAppAsync();
        var ticket = await anna.TicketAsync();
        await ExecuteAsync("ALTER TABLE trench_sessions RENAME TO gone");
        (await anna.CompleteAsync(ticket, await app.NextCodeAsync())).Has(503);
        (await anna.CompleteAsync(ticket, codes[0])).Has(503);
        await ExecuteAsync("ALTER TABLE gone RENAME TO trench_sessions");
        await ExecuteAsync("UPDATE trench_enrolments SET sealed_factor = 'broken' WHERE method = 'app'");
        (await anna.CompleteAsync(ticket, await app.NextCodeAsync())).Has(503);
    }

    private async Task<Person> RegisterAsync()
    {
        var person = await Person.RegisterAsync(host);
        harvest.Targets[person.Email] = true;
        return person;
    }

    private string NewPhone()
    {
        var phone = "+48600" + RandomNumberGenerator.GetString("0123456789", 6);
        harvest.Targets[phone] = true;
        harvest.Targets[phone[1..]] = true;
        return phone;
    }

    private string Press(SoftYubiKey key)
    {
        var otp = key.Press();
        harvest.Add(otp, "YubiKey OTP");
        return otp;
    }

    private async Task<string> SmsCodeAsync(string phone)
    {
        var mailbox = (await host.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
        var text = mailbox.First(message => message!["to"]!.GetValue<string>() == phone)!["text"]!.GetValue<string>();
        return text.Split(' ', '.', '\n').First(word => word.Length == Wrong.Length && word.All(char.IsAsciiDigit));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.ExecuteSqlRawAsync(sql);
    }
}
