using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Taking and giving the right to sign in.</summary>
internal sealed class UserSwitchEndpoints(AdminFlow flow, IUserActivation users)
{
    public async Task<IResult> DisableAsync(Call<SwitchBody> call, CancellationToken cancellationToken) =>
        AdminAnswers.Of(await flow.DisableAsync(call.Actor, call.Body.Request, users, cancellationToken));

    public async Task<IResult> EnableAsync(Call<SwitchBody> call, CancellationToken cancellationToken) =>
        AdminAnswers.Of(await flow.EnableAsync(call.Actor, call.Body.Request, users, cancellationToken));
}
