using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What happens to tokens after a login.</summary>
internal sealed class TokenEndpoints(SessionFlow flow, TokenReader tokens)
{
    public async Task<IResult> RefreshAsync(Call<RefreshBody> call, CancellationToken cancellationToken)
    {
        if (await tokens.FindRefreshAsync(call.Body.Token.Required, cancellationToken) is not { } found)
        {
            return Faults.TokenNotValid;
        }

        var (issuer, claims) = found;
        var outcome = await flow.RefreshAsync(claims.SessionId, claims.Secret, call.Caller, cancellationToken);
        if (!outcome.Succeeded)
        {
            return TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Refresh);
        }

        var pair = await issuer.IssueAsync(outcome.Value, cancellationToken);
        return TrenchAnswers.Refreshed(pair);
    }

    public async Task<IResult> VerifyAsync(Call<VerifyBody> call, CancellationToken cancellationToken) =>
        await tokens.IsLiveAsync(call.Body.Token.Required, cancellationToken) ? TrenchAnswers.Live : Faults.TokenNotValid;

    public async Task<IResult> LogoutAsync(Call<NoBody> call, CancellationToken cancellationToken)
    {
        if (call.Actor.Session is not { } session)
        {
            // The application's own cookie is the application's to clear.
            return Faults.NotAuthenticated;
        }

        await flow.EndAsync(session.Id, call.Caller, cancellationToken);
        return TrenchAnswers.Done;
    }
}
