using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Offering methods, and looking at confirmations.</summary>
internal sealed class MethodConfigEndpoints(MethodConfigFlow flow)
{
    public async Task<IResult> ListAsync(CancellationToken cancellationToken) =>
        MethodConfigAnswers.Configs(await flow.ListAllAsync(cancellationToken), flow.Schemas());

    public async Task<IResult> AddAsync(Call<AddConfigBody> call, CancellationToken cancellationToken)
    {
        var input = call.Body.Input;
        return FaultOf(input.Method, input) is { } fault
            ? fault
            : MethodConfigAnswers.Of(await flow.AddAsync(call.Actor, input, cancellationToken));
    }

    public async Task<IResult> ChangeAsync(Call<ChangeConfigBody> call, CancellationToken cancellationToken)
    {
        var (id, input) = (call.Body.Id, call.Body.Input);
        var present = (await flow.ListAllAsync(cancellationToken)).FirstOrDefault(row => row.Id == id);
        return (present is null ? Faults.NotFound : FaultOf(present.Method, input)) is { } fault
            ? fault
            : MethodConfigAnswers.Of(await flow.ChangeAsync(call.Actor, id, input, cancellationToken));
    }

    public async Task<IResult> ConfirmationsAsync(Call<ConfirmationsQuery> call, CancellationToken cancellationToken) =>
        MethodConfigAnswers.Confirmations(await flow.SearchAsync(call.Body.Filter, cancellationToken));

    private Fault? FaultOf(string method, MethodConfigInput input) =>
        flow.FaultsOfSettings(method, input.Settings) is { } faults
            ? ConfigFaults.Of("config", faults)
            : Fault.Of(400, ErrorCode.Of(RefusalKind.MethodUnknown), "method", AdminPhrases.NoSuchMethod);
}
