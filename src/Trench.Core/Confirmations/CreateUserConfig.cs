namespace Trench;

/// <summary>Makes a config and asks for its proof.</summary>
internal sealed class CreateUserConfig(
    IMfaStore store,
    MethodConfigBook configs,
    MethodSet methods,
    UserConfigProof proof,
    EnrolmentModel model,
    TimeProvider clock)
{
    public async Task<Outcome<BegunUserConfig>> RunAsync(Actor actor, UserConfigInput input, CancellationToken cancellationToken)
    {
        var config = await configs.FindAsync(input.MethodConfigId, cancellationToken);
        if (config is null || !configs.IsOffered(config) || methods.Find(config.Method) is not { } method)
        {
            return new Refusal(RefusalKind.MethodUnknown) { Field = "method_config_id" };
        }

        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var found = Place(actor, input, config, factors);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var made = await method.EnrolAsync(new EnrolmentRequest(actor.User, found.Value.Label, input.Members), cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        var start = new ActivationStart(actor, factors, found.Value, made.Value)
        {
            Code = input.Code,
            IsProven = !made.Value.NeedsProof,
        };
        var begun = await proof.BeginAsync(start, config, cancellationToken);

        // Of simultaneous configs of one title the last one stays.
        return begun.Refusal is { Kind: RefusalKind.MethodNotEnrolled } ? new Refusal(RefusalKind.MethodAlreadyActive) : begun;
    }

    private Outcome<Enrolment> Place(Actor actor, UserConfigInput input, MethodConfig config, UserFactors factors)
    {
        var now = clock.GetUtcNow();
        if (EnrolmentLabel.Read(input.Title ?? "") is not { } title)
        {
            return new Refusal(RefusalKind.LabelInvalid) { Field = "title" };
        }

        var label = title.Length > 0 ? title : UserConfigLabels.Free(factors, config.Method, now);
        return model.Make(new Enrolment
        {
            Id = Codes.Id(),
            UserId = actor.User.Id,
            Method = config.Method,
            Label = label,
            MethodConfigId = config.Id,
            StartsPaused = !input.IsActive,
            StartsPrimary = input.IsDefault,
            PendingUntil = now + ActivationOpening.PendingFor,
            CreatedAt = now,
        });
    }
}
