using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>People at one process who do all at once what writes more than one row, until the process is gone.</summary>
internal sealed class BusyPeople : IDisposable
{
    private readonly DemoProcess _node;
    private readonly HttpClient _client;
    private readonly Api _api;
    private readonly (string Name, string Token, Queue<string> Codes)[] _enrolled = new (string, string, Queue<string>)[3];
    private readonly string[] _new = new string[2];

    private BusyPeople(DemoProcess node)
    {
        _node = node;
        _client = new HttpClient { BaseAddress = node.Address };
        _api = new Api(_client);
    }

    /// <summary>Registers and enrols them.</summary>
    public static async Task<BusyPeople> StartAsync(DemoProcess node)
    {
        var people = new BusyPeople(node);
        await Task.WhenAll(
            [
                .. Enumerable.Range(0, people._enrolled.Length).Select(
                    async place => people._enrolled[place] = await people.EnrolAsync(withPhone: place == 2)),
                .. Enumerable.Range(0, people._new.Length).Select(
                    async place => people._new[place] = await people.TokenAsync(await people.RegisterAsync())),
            ]);
        return people;
    }

    /// <summary>Works until the process is gone, or so many rounds.</summary>
    public async Task WorkAsync(int rounds = int.MaxValue)
    {
        await Task.WhenAll(
            UntilGoneAsync(rounds, LogInAsync),
            UntilGoneAsync(rounds, RegenerateAsync),
            UntilGoneAsync(rounds, ChangePrimaryAsync),
            UntilGoneAsync(rounds, () => ActivateAsync(_new[0])),
            UntilGoneAsync(1, () => ConfirmAsync(_new[1])));
    }

    public void Dispose() => _client.Dispose();

    private static async Task UntilGoneAsync(int rounds, Func<Task> work)
    {
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await work();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException)
        {
            // The process is gone, or the person has no code left.
        }
    }

    private async Task LogInAsync()
    {
        var (name, _, codes) = _enrolled[0];
        var ticket = (await _api.PostAsync("/auth/login", new { username = name, password = Person.Password })).String("ephemeral_token");
        await _api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code = codes.Dequeue() });
    }

    private async Task RegenerateAsync()
    {
        var (name, token, codes) = _enrolled[1];
        var answer = await _api.PostAsync("/auth/email/codes/regenerate", new { code = codes.Dequeue() }, token);
        _enrolled[1] = (name, token, new Queue<string>(answer.BackupCodes));
    }

    private Task<Answer> ChangePrimaryAsync()
    {
        var (_, token, codes) = _enrolled[2];
        var method = codes.Count % 2 == 0 ? "sms_twilio" : "email";
        return _api.PostAsync("/auth/mfa/change-primary-method", new { method, code = codes.Dequeue() }, token);
    }

    private Task<Answer> ActivateAsync(string token) => _api.PostAsync("/auth/app/activate", new { }, token);

    private async Task ConfirmAsync(string token)
    {
        var email = $"{RandomNumberGenerator.GetString("abcdefghij", 12)}@example.com";
        await _api.PostAsync("/auth/email/activate", new { email }, token);
        await _api.PostAsync("/auth/email/activate/confirm", new { code = await Mailbox.CodeAsync(_node, email) }, token);
    }

    private async Task<(string Name, string Token, Queue<string> Codes)> EnrolAsync(bool withPhone)
    {
        var name = await RegisterAsync();
        var token = await TokenAsync(name);
        var email = $"{name}@example.com";
        (await _api.PostAsync("/auth/email/activate", new { email }, token)).Has(200);
        var code = await Mailbox.CodeAsync(_node, email);
        var codes = (await _api.PostAsync("/auth/email/activate/confirm", new { code }, token)).Has(200).BackupCodes;
        if (withPhone)
        {
            var phone = "+48600" + RandomNumberGenerator.GetString("0123456789", 6);
            (await _api.PostAsync("/auth/sms_twilio/activate", new { phone_number = phone }, token)).Has(200);
            code = await Mailbox.CodeAsync(_node, phone);
            (await _api.PostAsync("/auth/sms_twilio/activate/confirm", new { code }, token)).Has(200);
        }

        return (name, token, new Queue<string>(codes));
    }

    private async Task<string> RegisterAsync()
    {
        var name = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10);
        (await _api.PostAsync("/auth/users", new { username = name, password = Person.Password })).Has(201);
        return name;
    }

    private async Task<string> TokenAsync(string name) =>
        (await _api.PostAsync("/auth/login", new { username = name, password = Person.Password })).Has(200).String("access");
}
