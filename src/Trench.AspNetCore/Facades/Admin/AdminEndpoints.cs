using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Looking after the methods of others.</summary>
internal sealed class AdminEndpoints(AdminFlow flow)
{
    public async Task<IResult> EnrolmentsAsync(Call<UserPath> call, CancellationToken cancellationToken) =>
        await flow.ListAsync(call.Body.User, cancellationToken) is { } enrolments ? AdminAnswers.Enrolments(enrolments) : Faults.NotFound;

    public async Task<IResult> RemoveAsync(Call<RemoveBody> call, CancellationToken cancellationToken) =>
        AdminAnswers.Of(await flow.RemoveAsync(call.Actor, call.Body.Request, call.Body.Enrolment, cancellationToken));

    public async Task<IResult> ResetAsync(Call<ResetBody> call, CancellationToken cancellationToken) =>
        AdminAnswers.Of(await flow.ResetAsync(call.Actor, call.Body.Request, cancellationToken));

    public async Task<IResult> EventsAsync(Call<EventsQuery> call, CancellationToken cancellationToken) =>
        AdminAnswers.Events(await flow.ListEventsAsync(call.Body.Filter, cancellationToken));
}
