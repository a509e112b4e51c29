using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Adding a method.</summary>
internal sealed class ActivationEndpoints(ActivationFlow flow, MethodRegistry methods)
{
    public async Task<IResult> ActivateAsync(Call<ActivateBody> call, CancellationToken cancellationToken)
    {
        if (call.Body.FaultOf(methods.Find(call.Body.Method)?.Field) is { } fault)
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
}
