using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>A user with a live login, an open activation and an open code for a change, and the hostile code.</summary>
internal sealed class CodeScene
{
    private readonly string _ticket;

    private CodeScene(HttpPerson anna, string ticket, string valid, string value)
    {
        Anna = anna;
        _ticket = ticket;
        Valid = valid;
        Value = value;
    }

    public HttpPerson Anna { get; }

    /// <summary>The right code of the login.</summary>
    public string Valid { get; }

    /// <summary>The hostile code.</summary>
    public string Value { get; }

    public static async Task<CodeScene> PlayAsync(HttpApp app, BadInput input)
    {
        var (anna, backup) = await HttpPerson.EnrolledAsync(app);
        var activation = await anna.PostAsync("token/activate");
        var justUsed = anna.CodeOf(activation["secret"]);
        (await anna.PostAsync("token/activate/confirm", new { code = justUsed })).MustBe(HttpStatusCode.OK);
        var resolved = new Dictionary<string, string>
        {
            ["ACTIVATION_CODE_JUST_USED"] = justUsed,
            ["BACKUP_LOWER"] = backup[0].ToLowerInvariant(),
            ["BACKUP_WITH_DASHES"] = string.Join('-', backup[0].Where(char.IsLetterOrDigit).Chunk(4).Select(part => new string(part))),
        };
        foreach (var name in input.Placeholders.Where(name => !resolved.ContainsKey(name)))
        {
            await ResolveAsync(app, anna, backup, name, resolved);
        }

        var ticket = resolved.TryGetValue("TICKET", out var open) ? open : await anna.TicketAsync();
        var valid = anna.LastCode;
        (resolved["VALID"], resolved["HALF1"], resolved["HALF2"]) = (valid, valid[..3], valid[3..]);
        await anna.PostAsync("dove/activate");
        return new CodeScene(anna, ticket, valid, input.Value(name => resolved[name]));
    }

    public Task<HttpAnswer> LoginAsync(string code) => Anna.AnswerAsync(_ticket, code);

    private static async Task ResolveAsync(
        HttpApp app, HttpPerson anna, IReadOnlyList<string> backup, string name, Dictionary<string, string> resolved)
    {
        switch (name)
        {
            case "BACKUP_USED":
                (await anna.AnswerAsync(await anna.TicketAsync(), backup[1])).MustBe(HttpStatusCode.OK);
                resolved[name] = backup[1];
                break;
            case "BACKUP_OTHER_USER":
                resolved[name] = (await HttpPerson.EnrolledAsync(app)).BackupCodes[0];
                break;
            case "BACKUP_OTHER_METHOD_DEACTIVATED":
                resolved[name] = (await anna.EnrolAsync("dove"))[0];
                var code = await anna.RequestCodeAsync("dove");
                (await anna.PostAsync("dove/deactivate", new { code })).MustBe(HttpStatusCode.NoContent);
                break;
            case "OTP_SUPERSEDED":
                resolved["TICKET"] = await anna.TicketAsync();
                resolved[name] = anna.LastCode;
                app.Clock.Advance(TimeSpan.FromSeconds(31));
                (await anna.PostAsync("login/code/request", new { ephemeral_token = resolved["TICKET"] })).MustBe(HttpStatusCode.OK);
                break;
        }
    }
}
