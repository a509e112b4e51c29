using System.Text.RegularExpressions;

namespace Trench.Demo.Tests;

/// <summary>One of the things a person proves a login with.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Id">Its enrolment.</param>
/// <param name="BackupCodes">Its backup codes.</param>
/// <param name="Target">Where its codes arrive; empty for what shows them itself.</param>
/// <param name="Show">Its next code; null for what has them sent.</param>
internal sealed record Factor(string Method, string Id, string[] BackupCodes, string Target, Func<Task<string>>? Show);

/// <summary>Someone who has one of everything, and two authenticator apps.</summary>
internal sealed partial class Collector(LoneNode node, Person person, string phone)
{
    // Past the pause between two messages.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(31);

    public Person Person => person;

    /// <summary>The oldest first, which is the primary one.</summary>
    public List<Factor> Factors { get; private set; } = [];

    public static async Task<Collector> CreateAsync(LoneNode node, SoftYubiKey key)
    {
        var collector = new Collector(node, Person.Stranger(node.Host), "+4850" + Codes.Digits(7));
        await collector.RegisterAsync();
        await collector.AddSentAsync("email", collector.Person.Email);
        await collector.AddSentAsync("sms_twilio", collector.Phone);
        await collector.AddAppAsync("phone");
        await collector.AddAppAsync("tablet");
        await collector.AddAsync("yubi", "", () => Task.FromResult(key.Press()));
        return collector;
    }

    private string Phone => phone;

    /// <summary>Both steps, with a code of this factor.</summary>
    public async Task SignInWithAsync(Factor factor)
    {
        var ticket = await person.TicketAsync();
        await person.SignInAsync(ticket, await CodeAsync(factor, "/auth/login/code/request", new { ephemeral_token = ticket, id = factor.Id }));
    }

    /// <summary>Removes a factor; a ticket that was open, and what it would have been answered with.</summary>
    public async Task<(string Ticket, string Code)> RemoveAsync(Factor leaving)
    {
        var ticket = await person.TicketAsync();
        var late = leaving.Show is null
            ? await CodeAsync(leaving, "/auth/login/code/request", new { ephemeral_token = ticket, id = leaving.Id })
            : "";
        var code = await CodeAsync(leaving, "/auth/code/request", new { id = leaving.Id });
        Factors.Remove(leaving);
        var successor = Factors.Select(factor => factor.Id).FirstOrDefault();
        var body = successor is null
            ? (object)new { id = leaving.Id, code }
            : new { id = leaving.Id, code, new_primary_method = successor };
        (await person.PostAsync($"/auth/{leaving.Method}/deactivate", body)).Has(204);
        return (ticket, leaving.Show is { } show ? await show() : late);
    }

    private async Task RegisterAsync()
    {
        var body = new { username = person.Name, password = Person.Password, email = person.Email, phone_number = phone };
        (await person.Api.PostAsync("/auth/users", body)).Has(201);
        await person.SignInAsync();
    }

    private async Task AddSentAsync(string method, string target)
    {
        (await person.PostAsync($"/auth/{method}/activate", new { })).Has(200);
        await ConfirmAsync(method, target, null, await NewestCodeAsync(target));
    }

    private async Task AddAppAsync(string label)
    {
        var app = AuthenticatorApp.Read(await person.PostAsync("/auth/app/activate", new { label }), node.Host.Clock);
        await ConfirmAsync("app", "", app.NextCodeAsync, await app.CodeAsync());
    }

    private async Task AddAsync(string method, string target, Func<Task<string>> show)
    {
        (await person.PostAsync($"/auth/{method}/activate", new { })).Has(200);
        await ConfirmAsync(method, target, show, await show());
    }

    private async Task ConfirmAsync(string method, string target, Func<Task<string>>? show, string code)
    {
        var codes = await person.ConfirmAsync(method, new { code });
        var known = Factors.Select(factor => factor.Id).ToHashSet();
        var ids = (await person.MethodsAsync()).Select(enrolment => enrolment!["id"]!.GetValue<string>());
        Factors.Add(new Factor(method, ids.Single(id => !known.Contains(id)), codes, target, show));
    }

    private async Task<string> CodeAsync(Factor factor, string route, object body)
    {
        if (factor.Show is { } show)
        {
            return await show();
        }

        node.Host.Clock.Advance(Pause);
        (await person.PostAsync(route, body)).Has(200);
        return await NewestCodeAsync(factor.Target);
    }

    // A route that waits for the first attempt has filed the message before it answers; notices have no code.
    private async Task<string> NewestCodeAsync(string target)
    {
        var messages = (await node.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
        return messages.Where(message => message!["to"]!.GetValue<string>() == target)
            .Select(message => Digits().Matches(message!["text"]!.GetValue<string>()))
            .First(found => found.Count == 1)[0].Value;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
