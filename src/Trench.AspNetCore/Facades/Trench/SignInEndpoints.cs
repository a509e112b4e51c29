using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The two steps of a login.</summary>
internal sealed class SignInEndpoints(SignInFlow flow, ITokenIssuer issuer)
{
    public async Task<IResult> LoginAsync(Call<LoginBody> call, CancellationToken cancellationToken)
    {
        var outcome = await flow.BeginAsync(call.Body.UserName.Required, call.Body.Password.Required, call.Caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Login),
            { Value: SignedIn signedIn } => await TokensAsync(signedIn, cancellationToken),
            { Value: Asked asked } => TrenchAnswers.Asked(asked),
            _ => throw new InvalidOperationException("A first step leads to a sign-in or to a second step."),
        };
    }

    public async Task<IResult> LoginCodeAsync(Call<LoginCodeBody> call, CancellationToken cancellationToken)
    {
        var outcome = await flow.CompleteAsync(call.Body.Ticket.Required, call.Body.Code.Required, call.Caller, cancellationToken);
        return outcome.Succeeded
            ? await TokensAsync(outcome.Value, cancellationToken)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginCode);
    }

    public async Task<IResult> ResendAsync(Call<LoginResendBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await flow.ResendAsync(body.Ticket.Required, body.Method.Text, body.Id.Text, call.Caller, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Notified(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginResend);
    }

    private async Task<IResult> TokensAsync(SignedIn signedIn, CancellationToken cancellationToken) =>
        TrenchAnswers.Tokens(await issuer.IssueAsync(signedIn, cancellationToken), signedIn.BackupCodesLeft);
}
