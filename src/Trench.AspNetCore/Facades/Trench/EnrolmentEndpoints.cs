using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>Seeing and changing one's own methods.</summary>
internal sealed class EnrolmentEndpoints(
    EnrolmentFlow enrolments, BackupCodeFlow backupCodes, MethodRegistry methods, IOptions<TrenchOptions> options)
{
    public Task<IResult> ConfigAsync() => Task.FromResult(TrenchAnswers.Config(methods.Names, options.Value));

    public async Task<IResult> ActiveMethodsAsync(Call<NoBody> call, CancellationToken cancellationToken)
    {
        var all = await enrolments.ListAsync(call.Actor, cancellationToken);
        return TrenchAnswers.Methods(all.Where(enrolment => enrolment.IsActive));
    }

    public async Task<IResult> RequestCodeAsync(Call<RequestCodeBody> call, CancellationToken cancellationToken)
    {
        var outcome = await enrolments.RequestCodeAsync(call.Actor, call.Body.Method.Text, call.Body.Id.Text, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Notified(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.RequestCode);
    }

    public async Task<IResult> DeactivateAsync(Call<DeactivateBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await enrolments.DeactivateAsync(call.Actor, body.Choice, body.Code.Text, body.NewPrimary.Text, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Done
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Deactivate.With(body.Code, options.Value.ConfirmDisableWithCode));
    }

    public async Task<IResult> ChangePrimaryAsync(Call<ChangePrimaryBody> call, CancellationToken cancellationToken)
    {
        var outcome = await enrolments.ChangePrimaryAsync(call.Actor, call.Body.Choice, call.Body.Code.Required, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Done
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.ChangePrimary);
    }

    public Task<IResult> RegenerateAsync(Call<RegenerateBody> call, CancellationToken cancellationToken) =>
        RegenerateAsync(call.Actor, call.Body.Choice, call.Body.Code, cancellationToken);

    public Task<IResult> RegenerateNamedAsync(Call<RegenerateNamedBody> call, CancellationToken cancellationToken) =>
        RegenerateAsync(call.Actor, call.Body.Choice, call.Body.Code, cancellationToken);

    private async Task<IResult> RegenerateAsync(Actor actor, EnrolmentChoice choice, Field code, CancellationToken cancellationToken)
    {
        var outcome = await backupCodes.RegenerateAsync(actor, choice, code.Text, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.BackupCodes(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Regenerate.With(code, options.Value.ConfirmBackupCodesRegenerationWithCode));
    }
}
