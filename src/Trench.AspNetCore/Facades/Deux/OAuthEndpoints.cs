using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The OAuth 2.0 token endpoint: who asks, what for, and then one of the two grants.</summary>
internal sealed class OAuthEndpoints(
    OAuthClients clients,
    DeuxLogin login,
    DeuxMethods methods,
    SessionFlow sessions,
    TokenReader reader,
    OAuthTokenMaker tokens,
    LoginMembers members)
{
    private static readonly Dictionary<string, JsonNode?> NoMembers = [];

    public async Task<IResult> TokenAsync(Call<GrantBody> call, CancellationToken cancellationToken)
    {
        var client = clients.Authenticate(call.Body, call.Caller);
        if (!client.Succeeded)
        {
            return client.Fault;
        }

        var caller = call.Caller with { Client = client.Value.Id };
        return call.Body.GrantType switch
        {
            null => OAuthDialect.Missing("grant_type"),
            "password" => await PasswordAsync(call.Body, client.Value, caller, cancellationToken),
            "refresh_token" => await RefreshAsync(call.Body, caller, cancellationToken),
            _ => OAuthDialect.UnknownGrant,
        };
    }

    private async Task<IResult> PasswordAsync(GrantBody body, OAuthClient client, Caller caller, CancellationToken cancellationToken)
    {
        if (body is not { UserName: { } userName, Password: { } password })
        {
            return OAuthDialect.Missing(body.UserName is null ? "username" : "password");
        }

        var credentials = new DeuxCredentials(userName, password, body.Code, body.BackupCode);
        if (credentials.HasBothCodes)
        {
            return OAuthDialect.BothCodes;
        }

        if (OAuthScope.Grant(body.Scope, client.Scopes) is not { } scope)
        {
            return OAuthDialect.UnknownScope;
        }

        var outcome = await login.SignInAsync(credentials, caller with { Scope = scope }, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => OAuthDialect.Translate(
                outcome.Refusal, body.BackupCode is null ? DeuxRoutes.Token : DeuxRoutes.Token.ForBackupCode),
            { Value: SignedIn signedIn } =>
                await GrantAsync(signedIn, await members.CollectAsync(signedIn, cancellationToken), cancellationToken),
            { Value: Asked asked } => DeuxAnswers.Asked(asked, methods),
            _ => throw new InvalidOperationException("A login is complete or asks for a code."),
        };
    }

    private async Task<IResult> RefreshAsync(GrantBody body, Caller caller, CancellationToken cancellationToken)
    {
        if (body.RefreshToken is not { } token)
        {
            return OAuthDialect.Missing("refresh_token");
        }

        if (await reader.FindRefreshAsync(token, cancellationToken) is not { Claims: var claims }
            || await sessions.CheckAsync(claims.SessionId, cancellationToken) is not { } live)
        {
            return OAuthDialect.DeadRefreshToken;
        }

        if (OAuthScope.Grant(body.Scope, live.Session.Scope?.Split(' ') ?? []) is null)
        {
            return OAuthDialect.UnknownScope;
        }

        var outcome = await sessions.RefreshAsync(claims.SessionId, claims.Secret, caller, cancellationToken);
        return outcome.Succeeded ? await GrantAsync(outcome.Value, NoMembers, cancellationToken) : OAuthDialect.DeadRefreshToken;
    }

    private async Task<IResult> GrantAsync(
        SignedIn signedIn, IReadOnlyDictionary<string, JsonNode?> additions, CancellationToken cancellationToken) =>
        DeuxAnswers.Grant(await tokens.MakeAsync(signedIn, cancellationToken), signedIn, additions);
}
