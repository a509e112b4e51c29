using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>People with a second factor at one process, and what many of them, and one of them many times, ask for at once.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly DemoProcess _node;
    private readonly HttpClient _client;
    private readonly Api _api;
    private Member[] _members = [];

    private Crowd(DemoProcess node)
    {
        _node = node;
        _client = new HttpClient { BaseAddress = node.Address };
        _api = new Api(_client);
    }

    /// <summary>Each of them with a token, backup codes, and a ticket that waits for one.</summary>
    public static async Task<Crowd> GatherAsync(DemoProcess node, int people)
    {
        var crowd = new Crowd(node);
        crowd._members = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => crowd.EnrolAsync()));
        return crowd;
    }

    /// <summary>Looks at one's own methods.</summary>
    public Task<Answer> ReadAsync(int number) => _api.GetAsync("/auth/mfa/user-active-methods", Of(number).Token);

    /// <summary>Reads, first steps, second steps of everybody with a right code, and of one with a wrong code: a quarter of each.</summary>
    public Task<Answer> AskAsync(int number) => (number % 4) switch
    {
        0 => ReadAsync(number / 4),
        1 => LogInAsync(Of(number / 4).Name),
        2 => CompleteAsync(number / 4),
        _ => _api.PostAsync("/auth/login/code", new { ephemeral_token = _members[0].Ticket, code = "000000" }),
    };

    /// <summary>The second step with the ticket and the code that everybody had from the start.</summary>
    public Task<Answer> CompleteAsync(int number) =>
        _api.PostAsync("/auth/login/code", new { ephemeral_token = Of(number).Ticket, code = Of(number).Code });

    public void Dispose() => _client.Dispose();

    private Member Of(int number) => _members[number % _members.Length];

    private async Task<Member> EnrolAsync()
    {
        var name = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10);
        var email = $"{name}@example.com";
        (await _api.PostAsync("/auth/users", new { username = name, password = Person.Password, email })).Has(201);
        var token = (await LogInAsync(name)).Has(200).String("access");
        (await _api.PostAsync("/auth/email/activate", new { }, token)).Has(200);
        var code = await Mailbox.CodeAsync(_node, email);
        var codes = (await _api.PostAsync("/auth/email/activate/confirm", new { code }, token)).Has(200).BackupCodes;
        return new Member(name, token, codes[0], (await LogInAsync(name)).Has(200).String("ephemeral_token"));
    }

    private Task<Answer> LogInAsync(string name) => _api.PostAsync("/auth/login", new { username = name, password = Person.Password });

    private sealed record Member(string Name, string Token, string Code, string Ticket);
}
