namespace Trench;

/// <summary>Proves a config with the code that its own confirmation asked for.</summary>
internal sealed class ConfirmUserConfig(IMfaStore store, ConfirmationDesk desk, ConfirmActivation activation, UserConfigProof proof)
{
    public async Task<Outcome<ConfirmedUserConfig>> RunAsync(
        Actor actor, string userConfigId, string confirmationId, string code, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        if (factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == userConfigId) is not { } chosen)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled) { Field = "id" };
        }

        if (await desk.FindAsync(confirmationId, cancellationToken) is not { } found)
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        // Another config's confirmation, or one of an action: what it proves is not this config.
        if (found.Row.Purpose != Purposes.Enrol || found.Row.UserId != actor.User.Id || found.Row.EnrolmentId != chosen.Id)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled) { Field = "confirmation_id" };
        }

        if (desk.WhyDead(found) is { } dead)
        {
            return new Refusal(dead);
        }

        var made = await activation.ProveAsync(actor, factors, new Candidate(chosen, found.Row), code, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        // Its backup codes are shown now or never.
        var shown = await proof.ShowAsync(actor, chosen.Id, CancellationToken.None);
        return shown.Succeeded ? new ConfirmedUserConfig(shown.Value, made.Value) : shown.Refusal;
    }
}
