using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>One's own second factor: how it stands, adding a method, removing all, one more backup code.</summary>
internal sealed class DeuxMethodEndpoints(
    EnrolmentFlow enrolments,
    ActivationFlow activation,
    BackupCodeFlow backupCodes,
    ActivationBodies bodies,
    DeuxMethods methods,
    SettingSection<DeuxOptions> settings)
{
    public Task<IResult> StatusAsync(Call<NoBody> call, CancellationToken cancellationToken) =>
        StatusAsync(call.Actor, methods.Phone, cancellationToken);

    public async Task<IResult> DisableAsync(Call<DeuxDisableBody> call, CancellationToken cancellationToken)
    {
        var outcome = await enrolments.DeactivateAllAsync(call.Actor, call.Body.Code.Text, cancellationToken);
        return outcome.Succeeded ? DeuxAnswers.Done : DeuxDialect.Refuse(outcome.Refusal, DeuxRoutes.Disable);
    }

    public async Task<IResult> RequestAsync(Call<DeuxRequestBody> call, CancellationToken cancellationToken)
    {
        if (methods.Find(call.Body.Method) is not { } method)
        {
            return Faults.NotFound;
        }

        var read = await ReadAsync(call.Body, method, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Fault;
        }

        var request = new ActivateRequest(new EnrolmentChoice(method.Method, null), null, call.Body.Code.Text, read.Value);
        var outcome = await activation.ActivateAsync(call.Actor, request, cancellationToken);
        return outcome.Succeeded
            ? await StatusAsync(call.Actor, method, cancellationToken)
            : DeuxDialect.Refuse(outcome.Refusal, DeuxRoutes.Request with { IsPhone = method.IsPhone });
    }

    public async Task<IResult> VerifyAsync(Call<DeuxVerifyBody> call, CancellationToken cancellationToken)
    {
        if (methods.Find(call.Body.Method) is not { } method)
        {
            return Faults.NotFound;
        }

        var choice = new EnrolmentChoice(method.Method, call.Body.Id.Text);
        var outcome = await activation.ConfirmAsync(call.Actor, choice, call.Body.Code.Required, cancellationToken);
        return outcome.Succeeded
            ? await StatusAsync(call.Actor, method, cancellationToken)
            : DeuxDialect.Refuse(outcome.Refusal, DeuxRoutes.Verify);
    }

    public async Task<IResult> RecoverAsync(Call<NoBody> call, CancellationToken cancellationToken)
    {
        var terms = new SingleBackupCode(
            DeuxSettings.Facade, settings.Value.BackupCodeDigits, Newest: settings.Value.RecoveryReplaces ? 1 : 2);
        var outcome = await backupCodes.AddAsync(call.Actor, terms, cancellationToken);
        return outcome.Succeeded ? DeuxAnswers.Recovery(outcome.Value) : DeuxDialect.Refuse(outcome.Refusal, DeuxRoutes.Recovery);
    }

    private async Task<IResult> StatusAsync(Actor actor, DeuxMethod? shown, CancellationToken cancellationToken) =>
        DeuxAnswers.Status(await enrolments.ListOwnAsync(actor, cancellationToken), methods, shown);

    private async Task<Read<Dictionary<string, string>>> ReadAsync(
        DeuxRequestBody body, DeuxMethod method, CancellationToken cancellationToken)
    {
        var members = body.Texts;
        if (method.IsPhone)
        {
            if (DeuxPhone.FaultOf(body.Phone) is { } text)
            {
                return Fault.Of(400, "invalid", DeuxPhone.Member, text);
            }

            members[method.Field ?? DeuxPhone.Member] = DeuxPhone.Read(body.Phone.Required);
        }
        else if (method.Field is { } field && body.All.GetValueOrDefault(field) is var given && FieldRules.FaultOfOptional(given) is { } wrong)
        {
            return Fault.Of(400, "invalid", field, wrong);
        }

        var fault = Faults.Invalid(await bodies.FaultsAsync(method.Method, members, cancellationToken));
        return fault is null ? new Read<Dictionary<string, string>>(members) : fault;
    }
}
