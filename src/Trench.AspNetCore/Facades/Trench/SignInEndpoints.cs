using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The two steps of a login.</summary>
internal sealed class SignInEndpoints(SignInFlow flow, TokenIssuers issuers, LoginMembers members)
{
    public Task<IResult> LoginAsync(Call<LoginBody> call, CancellationToken cancellationToken) =>
        BeginAsync(call, issuers.Default, cancellationToken);

    public Task<IResult> TokenLoginAsync(Call<LoginBody> call, CancellationToken cancellationToken) =>
        BeginAsync(call, issuers.Opaque, cancellationToken);

    public Task<IResult> LoginCodeAsync(Call<LoginCodeBody> call, CancellationToken cancellationToken) =>
        CompleteAsync(call, issuers.Default, cancellationToken);

    public Task<IResult> TokenLoginCodeAsync(Call<LoginCodeBody> call, CancellationToken cancellationToken) =>
        CompleteAsync(call, issuers.Opaque, cancellationToken);

    public async Task<IResult> ResendAsync(Call<LoginResendBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await flow.ResendAsync(body.Ticket.Required, body.Method.Text, body.Id.Text, call.Caller, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Notified(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginResend);
    }

    private async Task<IResult> BeginAsync(Call<LoginBody> call, ITokenIssuer issuer, CancellationToken cancellationToken)
    {
        var outcome = await flow.BeginAsync(call.Body.UserName.Required, call.Body.Password.Required, call.Caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Login),
            { Value: SignedIn signedIn } => await TokensAsync(signedIn, issuer, cancellationToken),
            { Value: Asked asked } => TrenchAnswers.Asked(asked),
            _ => throw new InvalidOperationException("A first step leads to a sign-in or to a second step."),
        };
    }

    private async Task<IResult> CompleteAsync(Call<LoginCodeBody> call, ITokenIssuer issuer, CancellationToken cancellationToken)
    {
        var outcome = await flow.CompleteAsync(call.Body.Ticket.Required, call.Body.Code.Required, call.Caller, cancellationToken);
        return outcome.Succeeded
            ? await TokensAsync(outcome.Value, issuer, cancellationToken)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginCode);
    }

    private async Task<IResult> TokensAsync(SignedIn signedIn, ITokenIssuer issuer, CancellationToken cancellationToken)
    {
        var tokens = await issuer.IssueAsync(signedIn, cancellationToken);
        return TrenchAnswers.SignedIn(tokens, signedIn, await members.CollectAsync(signedIn, cancellationToken));
    }
}
