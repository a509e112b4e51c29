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
        return new BegunUserConfig(shown, start.IsProven ? null : id)
        {
            Shown = begun.Value.Notified.Members,
            DebugCode = options.Value.DebugCodeResponse && begun.Value.Message is { } message ? post.Read(message)?.Code : null,
        };
    }

    /// <summary>The config as it is stored now.</summary>
    public async Task<UserConfig> ShowAsync(Actor actor, string enrolmentId, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var rows = await configs.ListAsync(cancellationToken);
        var enrolment = factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == enrolmentId);
        return (enrolment is null ? null : book.View(enrolment, rows))
            ?? throw new StoreUnavailableException("The config was removed while it was changed.");
    }
}
