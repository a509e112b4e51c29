using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Adding an authenticator app, or a new secret to it.</summary>
internal sealed class TotpEndpoints(ActivationFlow activation, EnrolmentFlow enrolments, CodeTokenMethods methods)
{
    private static readonly Dictionary<string, string> NoMembers = [];

    public async Task<IResult> SetupAsync(Call<TotpSetupBody> call, CancellationToken cancellationToken)
    {
        if (methods.App is not { } app)
        {
            return CodeTokenDialect.Refuse(RefusalKind.MethodUnknown, CodeTokenRoutes.TotpSetup);
        }

        var choice = new EnrolmentChoice(app, await FindAsync(call.Actor, app, cancellationToken));
        var outcome = await activation.ActivateAsync(
            call.Actor, new ActivateRequest(choice, Label: null, call.Body.Code.Text, NoMembers), cancellationToken);
        return outcome.Succeeded
            ? CodeTokenAnswers.Setup(outcome.Value.Members["secret"], outcome.Value.Members["qr_link"])
            : CodeTokenDialect.Refuse(outcome.Refusal, CodeTokenRoutes.TotpSetup);
    }

    public async Task<IResult> ConfirmAsync(Call<TotpConfirmBody> call, CancellationToken cancellationToken)
    {
        if (methods.App is not { } app)
        {
            return CodeTokenDialect.Refuse(RefusalKind.MethodUnknown, CodeTokenRoutes.TotpConfirm);
        }

        var choice = new EnrolmentChoice(app, await FindAsync(call.Actor, app, cancellationToken));
        var outcome = await activation.ConfirmAsync(call.Actor, choice, call.Body.Code.Required, cancellationToken);
        return outcome.Succeeded
            ? CodeTokenAnswers.Done
            : CodeTokenDialect.Refuse(outcome.Refusal, CodeTokenRoutes.TotpConfirm);
    }

    // drf-jwt-2fa knows one secret of a user: the new one replaces that of the first active app.
    private async Task<string?> FindAsync(Actor actor, string app, CancellationToken cancellationToken)
    {
        var own = await enrolments.ListAsync(actor, cancellationToken);
        return own.FirstOrDefault(enrolment => enrolment.Name == app)?.Id;
    }
}
