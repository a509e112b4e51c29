using System.Text;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>A client that proved who it is.</summary>
internal sealed record OAuthClient(string Id, IReadOnlyList<string> Scopes);

/// <summary>
/// Authenticates clients by their secret, by Basic or in the body (RFC 6749 section 2.3.1). Wrong ones are counted by address, as many
/// as wrong passwords are, so that no secret can be guessed.
/// </summary>
internal sealed class OAuthClients(SettingSection<DeuxOptions> settings, IOptions<TrenchOptions> engine, TimeProvider clock)
{
    private const string Basic = "Basic ";
    private static readonly string Nobody = Digest.Of(Codes.Token(32));

    private readonly AddressLog? _wrong =
        engine.Value.Limits.AddressFailures is { } rate ? new AddressLog(rate, clock) : null;

    public Read<OAuthClient> Authenticate(GrantBody body, Caller caller)
    {
        if (_wrong?.Refused(caller.Address) is { } wait)
        {
            return Faults.Throttled(ErrorCode.Of(RefusalKind.AddressThrottled), wait);
        }

        var isInHeader = body.Authorization.Length > 0;
        if (isInHeader && body.ClientSecret is not null)
        {
            return OAuthDialect.TwoClientCredentials;
        }

        var claims = isInHeader ? ReadHeader(body.Authorization) : ReadBody(body);
        if (claims.Select(Find).OfType<OAuthClient>().FirstOrDefault() is { } client && (body.ClientId ?? client.Id) == client.Id)
        {
            return new(client);
        }

        if (claims.Count > 0)
        {
            _wrong?.Count(caller.Address);
        }

        return OAuthDialect.UnknownClient;
    }

    private OAuthClient? Find((string Id, string Secret) claim)
    {
        var client = settings.Value.Clients.GetValueOrDefault(claim.Id);

        // An unknown client costs what a wrong secret does.
        return Digest.Same(client?.SecretHash ?? Nobody, Digest.Of(claim.Secret)) && client is not null
            ? new OAuthClient(claim.Id, client.Scopes)
            : null;
    }

    private static IReadOnlyList<(string Id, string Secret)> ReadBody(GrantBody body) =>
        body is { ClientId: { } id, ClientSecret: { } secret } ? [(id, secret)] : [];

    // The specification has id and secret form-encoded before they are joined; most clients, curl among them, send them as they are.
    private static IReadOnlyList<(string Id, string Secret)> ReadHeader(string header)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || Decode(header[Basic.Length..]) is not { } text)
        {
            return [];
        }

        return text.Split(':', 2) is [var id, var secret] ? [(id, secret), (FormDecode(id), FormDecode(secret))] : [];
    }

    private static string? Decode(string base64)
    {
        var octets = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.Trim(' '), octets, out var length) ? Encoding.UTF8.GetString(octets, 0, length) : null;
    }

    private static string FormDecode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
