using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>wcd's login: the password, and once more with a confirmation.</summary>
internal sealed class ConfirmedLoginEndpoints(ConfirmedSignInFlow flow, TokenIssuers issuers, LoginMembers members)
{
    public async Task<IResult> LoginAsync(Call<ConfirmedLoginBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await flow.BeginAsync(
            body.UserName.Required, body.Password.Required, body.Confirmation.Text, call.Caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.Login),
            { Value: SignedIn signedIn } => await TokensAsync(signedIn, cancellationToken),
            { Value: ConfigsAsked asked } => ConfirmationAnswers.Asked(asked),
            _ => throw new InvalidOperationException("A first step leads to a sign-in or to a second step."),
        };
    }

    private async Task<IResult> TokensAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var tokens = await issuers.Default.IssueAsync(signedIn, cancellationToken);
        return ConfirmationAnswers.SignedIn(tokens, await members.CollectAsync(signedIn, cancellationToken));
    }
}
