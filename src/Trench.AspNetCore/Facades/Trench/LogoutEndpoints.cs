using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The end of a session.</summary>
internal sealed class LogoutEndpoints(SessionFlow flow)
{
    public async Task<IResult> LogoutAsync(Call<NoBody> call, CancellationToken cancellationToken)
    {
        if (call.Actor.Session is not { } session)
        {
            // The application's own cookie is the application's to clear.
            return Faults.NotAuthenticated;
        }

        await flow.EndAsync(session.Id, call.Caller, cancellationToken);
        return TrenchAnswers.Done;
    }
}
