using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Asking for confirmations, answering, looking and using.</summary>
internal sealed class ConfirmationEndpoints(Confirmer confirmer, ConfirmedSignInFlow logins, MethodConfigFlow configs)
{
    public async Task<IResult> MethodConfigsAsync(CancellationToken cancellationToken) =>
        ConfirmationAnswers.MethodConfigs(await configs.ListActiveAsync(cancellationToken));

    public Task<IResult> SchemasAsync() => Task.FromResult(ConfirmationAnswers.Schemas(configs.Schemas()));

    public async Task<IResult> RequestAsync(Call<RequestConfirmationBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        if (body.MethodConfig.Text is null && body.UserConfig.Text is null)
        {
            return ConfirmationDialect.EmptyConfig;
        }

        if (await FaultOfDataAsync(body, cancellationToken) is { } fault)
        {
            return fault;
        }

        var outcome = body.Ticket.Text is { } ticket
            ? await logins.RequestAsync(ticket, body.UserConfig.Text, body.MethodConfig.Text, call.Caller, cancellationToken)
            : await confirmer.RequestAsync(RequestOf(call), cancellationToken);
        var route = body.Ticket.Text is null ? ConfirmationRoutes.Request : ConfirmationRoutes.RequestByTicket;
        return outcome.Succeeded ? ConfirmationAnswers.Requested(outcome.Value) : ConfirmationDialect.Translate(outcome.Refusal, route);
    }

    public async Task<IResult> CheckAsync(Call<CheckPath> call, CancellationToken cancellationToken) => call.Body.IsId
        ? ConfirmationAnswers.Checked(await confirmer.CheckAsync(call.Body.Id, cancellationToken))
        : Faults.NotFound;

    public async Task<IResult> ConfirmAsync(Call<AnswerBody> call, CancellationToken cancellationToken)
    {
        var outcome = await confirmer.ConfirmAsync(
            call.Body.Id.Required, call.Body.Code, call.Credentials.User?.Id, call.Caller.Address, cancellationToken);
        return outcome.Succeeded
            ? ConfirmationAnswers.Checked(outcome.Value)
            : ConfirmationDialect.Translate(outcome.Refusal, ConfirmationRoutes.Confirm);
    }

    public async Task<IResult> UseAsync(Call<UseBody> call, CancellationToken cancellationToken)
    {
        var (id, action) = (call.Body.Id.Required, call.Body.Action.Required);
        var found = await confirmer.CheckAsync(id, cancellationToken);

        // One of nobody is anybody's who holds its id, signed in or not; one of a user is that user's alone.
        var userId = found?.UserId is null ? null : call.Credentials.User?.Id ?? "";
        return await confirmer.UseAsync(id, action, userId, call.Caller.Address, cancellationToken) is { } used
            ? ConfirmationAnswers.Used(used.Id)
            : ConfirmationDialect.NotUsable;
    }

    // Without a user config a method is asked alone, of nobody, whoever asks: what it proves is an address.
    private static ConfirmationRequest RequestOf(Call<RequestConfirmationBody> call) => new(call.Body.ActionOrDefault)
    {
        UserId = call.Body.UserConfig.Text is null ? null : call.Credentials.User?.Id,
        EnrolmentId = call.Body.UserConfig.Text,
        MethodConfigId = call.Body.MethodConfig.Text,
        Members = ObjectField.GivenTexts(call.Body.Data),
        Address = call.Caller.Address,
        Language = call.Caller.Language,
    };

    private async Task<Fault?> FaultOfDataAsync(RequestConfirmationBody body, CancellationToken cancellationToken)
    {
        if (body.UserConfig.Text is not null || body.MethodConfig.Text is not { } id)
        {
            return null;
        }

        var faults = await configs.FaultsOfMembersAsync(id, ObjectField.Texts(body.Data), cancellationToken) ?? [];
        return ConfigFaults.Of("data", [.. faults.Where(fault => fault.Kind != ConfigFaultKind.Required)]);
    }
}
