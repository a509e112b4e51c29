using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The two steps of a login.</summary>
internal sealed class SignInEndpoints(SignInFlow flow, DeviceFlow devices, TokenIssuers issuers, LoginMembers members)
{
    public Task<IResult> LoginAsync(Call<LoginBody> call, CancellationToken cancellationToken) =>
        BeginAsync(call, issuers.Default, cancellationToken);

    public Task<IResult> TokenLoginAsync(Call<LoginBody> call, CancellationToken cancellationToken) =>
        BeginAsync(call, issuers.Opaque, cancellationToken);

    public Task<IResult> LoginCodeAsync(Call<LoginCodeBody> call, CancellationToken cancellationToken) =>
        CompleteAsync(call, issuers.Default, cancellationToken);

    public Task<IResult> TokenLoginCodeAsync(Call<LoginCodeBody> call, CancellationToken cancellationToken) =>
        CompleteAsync(call, issuers.Opaque, cancellationToken);

    public async Task<IResult> ResendAsync(Call<LoginResendBody> call, CancellationToken cancellationToken)
    {
        var body = call.Body;
        var outcome = await flow.ResendAsync(body.Ticket.Required, body.Method.Text, body.Id.Text, call.Caller, cancellationToken);
        return outcome.Succeeded
            ? TrenchAnswers.Notified(outcome.Value)
            : TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginResend);
    }

    public async Task<IResult> ForgetDevicesAsync(Call<NoBody> call, CancellationToken cancellationToken)
    {
        await devices.ForgetAllAsync(call.Actor, cancellationToken);
        return TrenchAnswers.Done;
    }

    private async Task<IResult> BeginAsync(Call<LoginBody> call, ITokenIssuer issuer, CancellationToken cancellationToken)
    {
        var caller = call.Caller with { DeviceTicket = call.Body.Device.Text };
        var outcome = await flow.BeginAsync(call.Body.UserName.Required, call.Body.Password.Required, caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: false } => TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.Login),
            { Value: SignedIn signedIn } => await TokensAsync(signedIn, issuer, device: null, cancellationToken),
            { Value: Asked asked } => TrenchAnswers.Asked(asked),
            _ => throw new InvalidOperationException("A first step leads to a sign-in or to a second step."),
        };
    }

    private async Task<IResult> CompleteAsync(Call<LoginCodeBody> call, ITokenIssuer issuer, CancellationToken cancellationToken)
    {
        var outcome = await flow.CompleteAsync(call.Body.Ticket.Required, call.Body.Code.Required, call.Caller, cancellationToken);
        if (!outcome.Succeeded)
        {
            return TrenchDialect.Refuse(outcome.Refusal, TrenchRoutes.LoginCode);
        }

        var device = call.Body.WantsRemembering ? await devices.RememberAsync(outcome.Value, call.Caller, cancellationToken) : null;
        return await TokensAsync(outcome.Value, issuer, device, cancellationToken);
    }

    private async Task<IResult> TokensAsync(SignedIn signedIn, ITokenIssuer issuer, string? device, CancellationToken cancellationToken)
    {
        var tokens = await issuer.IssueAsync(signedIn, cancellationToken);
        if (device is not null)
        {
            tokens = new Dictionary<string, string>(tokens, StringComparer.Ordinal) { ["device_token"] = device };
        }

        return TrenchAnswers.SignedIn(tokens, signedIn, await members.CollectAsync(signedIn, cancellationToken));
    }
}
