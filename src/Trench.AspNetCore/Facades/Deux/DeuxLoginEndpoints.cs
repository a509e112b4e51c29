using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The login that ends in one opaque token.</summary>
internal sealed class DeuxLoginEndpoints(DeuxLogin login, DeuxMethods methods, TokenIssuers issuers, LoginMembers members)
{
    public async Task<IResult> LoginAsync(Call<DeuxLoginBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var credentials = new DeuxCredentials(body.UserName.Required, body.Password.Required, body.Code.Text, body.BackupCode.Text);
        if (credentials.HasBothCodes)
        {
            return DeuxDialect.BothCodes;
        }

        var outcome = await login.SignInAsync(credentials, call.Caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => DeuxDialect.Refuse(
                outcome.Refusal, credentials.BackupCode is null ? DeuxRoutes.Login : DeuxRoutes.Login.ForBackupCode),
            { Value: SignedIn signedIn } => await TokenAsync(signedIn, cancellationToken),
            { Value: Asked asked } => DeuxAnswers.Asked(asked, methods),
            _ => throw new InvalidOperationException("A login is complete or asks for a code."),
        };
    }

    private async Task<IResult> TokenAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var tokens = await issuers.Opaque.IssueAsync(signedIn, cancellationToken);
        return DeuxAnswers.Token(
            tokens.Values.First(), signedIn.BackupCodesLeft, await members.CollectAsync(signedIn, cancellationToken));
    }
}
