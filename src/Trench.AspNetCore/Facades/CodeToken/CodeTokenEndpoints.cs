using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The two steps of a login.</summary>
internal sealed class CodeTokenEndpoints(SignInFlow flow, CodeTokenSeal seal, CodeTokenResult result, CodeTokenMethods methods)
{
    public async Task<IResult> GetCodeAsync(Call<GetCodeBody> call, CancellationToken cancellationToken)
    {
        var outcome = await flow.BeginAsync(call.Body.UserName.Required, call.Body.Password.Required, call.Caller, cancellationToken);
        return outcome switch
        {
            { Refusal: { Method: { } method } notSent } => CodeTokenDialect.NotSent(notSent, methods.IsEmail(method)),
            { Succeeded: false } => CodeTokenDialect.Refuse(outcome.Refusal, CodeTokenRoutes.GetCode),
            { Value: SignedIn signedIn } => await result.OfAsync(signedIn, cancellationToken),
            { Value: Asked asked } => CodeTokenAnswers.Token(seal.Write(asked), asked.RetryAfter),
            _ => throw new InvalidOperationException("A first step leads to a sign-in or to a second step."),
        };
    }

    public async Task<IResult> AuthAsync(Call<AuthBody> call, CancellationToken cancellationToken)
    {
        // A malformed code comes before a dead token, so the flow hears of the code in any case.
        var ticket = await seal.ReadAsync(call.Body.CodeToken.Required);
        var outcome = await flow.CompleteAsync(ticket.Value ?? "", call.Body.Code.Required, call.Caller, cancellationToken);
        return outcome switch
        {
            { Succeeded: true, Value: { } signedIn } => await result.OfAsync(signedIn, cancellationToken),
            { Refusal.Kind: RefusalKind.TicketUnknown } => CodeTokenDialect.Refuse(ticket.Refusal ?? outcome.Refusal, CodeTokenRoutes.Auth),
            _ => CodeTokenDialect.Refuse(outcome.Refusal ?? RefusalKind.Unavailable, CodeTokenRoutes.Auth),
        };
    }
}
