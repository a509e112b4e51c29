using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Seeing and changing one's own configs.</summary>
internal sealed class UserConfigEndpoints(UserConfigFlow flow, MethodConfigFlow configs)
{
    public async Task<IResult> ListAsync(Call<NoBody> call, CancellationToken cancellationToken) =>
        ConfirmationAnswers.UserConfigs(await flow.ListAsync(call.Actor, cancellationToken));

    public async Task<IResult> CreateAsync(Call<CreateConfigBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        if (await FaultOfAsync(body.MethodConfig.Required, body.Config, cancellationToken) is { } fault)
        {
            return fault;
        }

        var outcome = await flow.CreateAsync(call.Actor, body.Input, cancellationToken);
        return outcome.Succeeded
            ? ConfirmationAnswers.Begun(outcome.Value, body.Input)
            : ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.Create);
    }

    public async Task<IResult> ConfirmAsync(Call<ConfirmConfigBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await flow.ConfirmAsync(
            call.Actor, body.Id.Required, body.Confirmation.Required, body.Code, cancellationToken);
        return outcome.Succeeded
            ? ConfirmationAnswers.Confirmed(outcome.Value)
            : ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.ConfirmOwn);
    }

    public async Task<IResult> UpdateAsync(Call<UpdateConfigBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var own = await flow.ListAsync(call.Actor, cancellationToken);
        if (own.FirstOrDefault(config => config.Id == body.Id) is not { } present)
        {
            return Faults.NotFound;
        }

        if (await FaultOfAsync(present.MethodConfig.Id, body.Config, cancellationToken) is { } fault)
        {
            return fault;
        }

        var outcome = await flow.UpdateAsync(call.Actor, body.Id, body.Input, cancellationToken);
        return outcome.Succeeded
            ? ConfirmationAnswers.Begun(outcome.Value, body.Input)
            : ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.Update);
    }

    public async Task<IResult> DestroyAsync(Call<DestroyConfigBody> call, CancellationToken cancellationToken)
    {
        var outcome = await flow.DestroyAsync(call.Actor, call.Body.Id, call.Body.Code.Text, cancellationToken);
        return outcome.Succeeded ? TypedResults.NoContent() : ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.Destroy);
    }

    private async Task<Fault?> FaultOfAsync(string methodConfigId, Field config, CancellationToken cancellationToken) =>
        await configs.FaultsOfMembersAsync(methodConfigId, ObjectField.Texts(config), cancellationToken) is { } faults
            ? ConfigFaults.Of("config", faults)
            : null;
}
