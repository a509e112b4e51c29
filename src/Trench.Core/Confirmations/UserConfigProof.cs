using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Stores a new factor of a config and asks for its proof under an id of its own, unless its method needs none.</summary>
internal sealed class UserConfigProof(
    IMfaStore store,
    ActivationOpening opening,
    UserConfigBook book,
    MethodConfigBook configs,
    ConfigTerms terms,
    Post post,
    IOptions<ConfirmationOptions> options)
{
    public async Task<Outcome<BegunUserConfig>> BeginAsync(ActivationStart start, MethodConfig config, CancellationToken cancellationToken)
    {
        var id = ConfirmationId.New();
        var begun = await opening.RunAsync(
            start with { TicketHash = ConfirmationId.Hash(id), Terms = terms.Of(config, start.Actor.Caller) }, cancellationToken);
        if (!begun.Succeeded)
        {
            return begun.Refusal;
        }

        var shown = await ShowAsync(start.Actor, start.Place.Id, cancellationToken);
        if (!shown.Succeeded)
        {
            return shown.Refusal;
        }

        return new BegunUserConfig(shown.Value, start.IsProven ? null : id)
        {
            Shown = begun.Value.Notified.Members,
            DebugCode = options.Value.DebugCodeResponse && begun.Value.Message is { } message ? post.Read(message)?.Code : null,
        };
    }

    /// <summary>The config as it is stored now; refused where another request took it away meanwhile.</summary>
    public async Task<Outcome<UserConfig>> ShowAsync(Actor actor, string enrolmentId, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var rows = await configs.ListAsync(cancellationToken);
        var enrolment = factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == enrolmentId);
        return enrolment is not null && book.View(enrolment, rows) is { } shown
            ? shown
            : new Refusal(RefusalKind.MethodNotEnrolled) { Field = "id" };
    }
}
