using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Trench.Demo.Tests;

/// <summary>A demo process of its own, and what <c>curl -X POST -d '...' -H 'Authorization: JWT ...'</c> posts to it.</summary>
internal sealed partial class Curl(DemoProcess demo, TestDatabase database) : IAsyncDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = demo.Address };
    private readonly Dictionary<string, int> _read = new(StringComparer.Ordinal);

    public static async Task<Curl> StartAsync()
    {
        var database = await TestDatabase.CreateAsync(Database.Sqlite);
        return new Curl(await DemoProcess.StartAsync(database.Settings), database);
    }

    public async Task<Answer> PostAsync(string path, string data, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(data, Encoding.ASCII);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        Authorize(request, token);
        using var response = await _client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>The user's methods, and which is the primary one.</summary>
    public async Task<IReadOnlyList<(string Name, bool IsPrimary)>> MethodsAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/mfa/user-active-methods/");
        Authorize(request, token);
        using var response = await _client.SendAsync(request);
        var methods = (await Answer.ReadAsync(response)).Has(200).Body!.AsArray();
        return [.. methods.Select(method => (method!["name"]!.GetValue<string>(), method["is_primary"]!.GetValue<bool>()))];
    }

    /// <summary>The code of the next message to an address; asks until it is there, because a login does not wait for its message.</summary>
    public async Task<string> MailedAsync(string address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var before = _read.GetValueOrDefault(address);
        while (true)
        {
            var messages = Read(await _client.GetStringAsync("/dev/mailbox?format=json", patience.Token), address);
            if (messages.Count > before)
            {
                _read[address] = before + 1;
                return messages[^(before + 1)];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await demo.DisposeAsync();
        await database.DisposeAsync();
    }

    private static void Authorize(HttpRequestMessage request, string? token)
    {
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        }
    }

    // The newest first. Notices have no code.
    private static IReadOnlyList<string> Read(string json, string address) =>
    [
        .. JsonNode.Parse(json)!.AsArray()
            .Where(message => message!["to"]!.GetValue<string>() == address)
            .Select(message => Codes().Matches(message!["text"]!.GetValue<string>()))
            .Where(found => found.Count == 1)
            .Select(found => found[0].Value),
    ];

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Codes();
}
