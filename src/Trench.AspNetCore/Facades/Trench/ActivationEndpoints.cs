using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Adding a method.</summary>
internal sealed class ActivationEndpoints(ActivationFlow flow, MethodRegistry methods, ActivationBodies bodies)
{
    public async Task<IResult> ActivateAsync(Call<ActivateBody> call, CancellationToken cancellationToken)
    {
        if (await FaultOfAsync(call.Body, cancellationToken) is { } fault)
        {
            return fault;
        }

        var outcome = await flow.ActivateAsync(call.Actor, call.Body.Request, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Notified(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Activate);
    }

    public async Task<IResult> ConfirmAsync(Call<ConfirmBody> call, CancellationToken cancellationToken)
    {
        var outcome = await flow.ConfirmAsync(call.Actor, call.Body.Choice, call.Body.Code.Required, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.BackupCodes(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Confirm);
    }

    private async Task<Fault?> FaultOfAsync(ActivateBody body, CancellationToken cancellationToken)
    {
        var members = bodies.MembersOf(body.Method).Append(methods.Find(body.Method)?.Field).OfType<string>();
        return members.Select(body.FaultOf).FirstOrDefault(fault => fault is not null)
            ?? Faults.Invalid(await bodies.FaultsAsync(body.Method, body.Request.Members, cancellationToken));
    }
}
