using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trench.Demo.Tests;

/// <summary>Collects what passes between a client and the demo and must be found nowhere else.</summary>
internal sealed class Harvest
{
    private static readonly HashSet<string> SecretMembers =
    [
        "password", "current_password", "new_password", "code", "mfa_code", "ephemeral_token", "access", "refresh", "token", "auth_token",
        "secret", "backup_code", "backup_codes", "code_token", "code_secret", "device_token", "access_token", "refresh_token", "client_secret",
        "confirmation_id", "comfirmation_id",
    ];

    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Each secret with the member it was found in.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _secrets;

    /// <summary>Each address and number in full.</summary>
    public ConcurrentDictionary<string, bool> Targets { get; } = new(StringComparer.Ordinal);

    public void Add(string secret, string what)
    {
        if (secret.Length >= 8 && !(what == "code" && IsNoCode(secret)))
        {
            _secrets[secret] = what;

            // A backup code is stored and compared without its hyphens.
            _secrets[secret.Replace("-", "", StringComparison.Ordinal)] = what;
        }
    }

    /// <summary>What stands between a client and a host.</summary>
    public DelegatingHandler Watch() => new Watcher(this);

    // SimpleJWT calls the name of a refusal "code", too; and the method of Development shows its one code to the administrator.
    private static bool IsNoCode(string text) => text.Contains('_', StringComparison.Ordinal) || text == "dummy-method";

    private void Add(string? body)
    {
        if (body is { Length: > 0 } && body[0] is '{' or '[')
        {
            Add(JsonNode.Parse(body!));
        }
    }

    private void Add(JsonNode? node, string member = "")
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Add(value, name);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Add(item, member);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && SecretMembers.Contains(member):
                Add(value.GetValue<string>(), member);
                break;
            default:
                break;
        }
    }

    private sealed class Watcher(Harvest harvest) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            harvest.Add(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType == "application/json")
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                harvest.Add(await response.Content.ReadAsStringAsync(cancellationToken));
            }

            return response;
        }
    }
}
