using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What happens to tokens after a login; the same in every facade that has these routes.</summary>
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
        return outcome.Succeeded
            ? TokenAnswers.Refreshed(await issuer.IssueAsync(outcome.Value, cancellationToken))
            : TokenRoutes.Dead;
    }

    public async Task<IResult> VerifyAsync(Call<VerifyBody> call, CancellationToken cancellationToken) =>
        await tokens.IsLiveAsync(call.Body.Token.Required, cancellationToken) ? TokenAnswers.Live : Faults.TokenNotValid;
}
