using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Trench.Testing;

/// <summary>Speaks to the demo as any client would.</summary>
internal sealed class Api(HttpClient client)
{
    /// <summary>What it speaks with.</summary>
    public HttpClient Client => client;

    /// <summary>Reads; with a token as its owner.</summary>
    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token);

    /// <summary>Posts JSON.</summary>
    public Task<Answer> PostAsync(string path, object body, string? token = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), token);

    /// <summary>Sends anything.</summary>
    public async Task<Answer> SendAsync(HttpMethod verb, string path, HttpContent? content, string? token = null)
    {
        using var request = new HttpRequestMessage(verb, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>An answer of the demo.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON; null without one.</summary>
    public JsonNode? Body => Text.Length == 0 ? null : JsonNode.Parse(Text);

    /// <summary>A member of the body.</summary>
    public JsonNode? this[string member] => Body?[member];

    /// <summary>A member that is a string; fails the test when it is not there.</summary>
    public string String(string member) =>
        this[member]?.GetValue<string>() ?? throw new InvalidOperationException($"No {member} in: {this}");

    /// <summary>The backup codes it shows.</summary>
    public string[] BackupCodes => [.. this["backup_codes"]!.AsArray().Select(code => code!.GetValue<string>())];

    /// <summary>Reads all of it.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);

    /// <summary>Fails the test, showing the whole answer, unless it has this status.</summary>
    public Answer Has(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {this}");
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Status} {Text}";
}
