using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Opens a confirmation and sends its code.</summary>
internal sealed class RequestConfirmation(
    ConfirmationPlaces places,
    ConfirmationDesk desk,
    ConfirmationSeal seal,
    ConfigTerms terms,
    ChallengeBook challenges,
    MethodSet methods,
    Journal journal,
    CodeSending sending,
    Post post,
    IOptions<ConfirmationOptions> options,
    TimeProvider clock)
{
    public async Task<Outcome<RequestedConfirmation>> RunAsync(
        ConfirmationRequest request, MfaUser user, Func<string, bool> knows, Caller caller, CancellationToken cancellationToken)
    {
        var found = await places.FindAsync(request, user, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var place = found.Value;
        if (!knows(place.Config.Method))
        {
            return new Refusal(RefusalKind.MethodUnknown) { Field = "method_config_id" };
        }

        return await OpenAsync(request, place, caller, cancellationToken);
    }

    private async Task<Outcome<RequestedConfirmation>> OpenAsync(
        ConfirmationRequest request, ConfirmationPlace place, Caller caller, CancellationToken cancellationToken)
    {
        var id = ConfirmationId.New();
        var content = ContentOf(request, place);
        var opening = Prepare(place, challenges.Open(new OpenRequest(
            place.User, Purposes.Confirm(request.Action), caller, place.Enrolment, terms.Of(place.Config, caller))
        {
            Factor = place.Factor,
            Complete = row => Complete(row, id, place, content),
        }));
        var asked = journal.Note(EventNames.CodeSent, place.Enrolment, caller);
        var sent = await sending.SendAsync(opening, lastSentAt: null, place.Factors.Factor, asked, cancellationToken);
        if (!sent.Succeeded)
        {
            return sent.Refusal;
        }

        var standing = new StandingConfirmation(id, opening.Row, place.User, place.Factors, place.Config, content);
        return new RequestedConfirmation(desk.View(standing), sent.Value.Details, sent.Value.Members)
        {
            DebugCode = options.Value.DebugCodeResponse && opening.Message is { } message ? post.Read(message)?.Code : null,
        };
    }

    // A subject without an enrolment has no counters yet.
    private Opening Prepare(ConfirmationPlace place, Opening opening) => place.User.IsNobody || place.Factors.Factor is not null
        ? opening
        : opening with { Changes = [new EnsureAccount(place.User.Id, AccountKind.Factor, null, clock.GetUtcNow()), .. opening.Changes] };

    private Challenge Complete(Challenge row, string id, ConfirmationPlace place, ConfirmationContent content) => row with
    {
        TicketHash = ConfirmationId.Hash(id),
        MethodConfigId = place.Config.Id,
        SealedData = seal.Seal(content, row),
        State = methods.Find(place.Enrolment.Method)?.Ask(place.Enrolment) is { IsAnswered: true }
            ? ChallengeState.Answered
            : ChallengeState.Open,
    };

    private ConfirmationContent ContentOf(ConfirmationRequest request, ConfirmationPlace place) => new(
        place.Factor?.Target,
        place.Factor is { Secret.Length: > 0 } factor ? factor.Secret : null,
        request.Data is null ? null : JsonSerializer.Serialize(request.Data, request.Data.GetType(), options.Value.Json))
    {
        LoginId = request.LoginId,
    };
}
