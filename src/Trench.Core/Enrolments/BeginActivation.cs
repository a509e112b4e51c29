namespace Trench;

/// <summary>The first half of an activation.</summary>
internal sealed class BeginActivation(
    IMfaStore store, MethodSet methods, TermsBook terms, ActivationOpening opening, EnrolmentModel model, TimeProvider clock)
{
    public async Task<Outcome<Notified>> RunAsync(Actor actor, ActivateRequest request, CancellationToken cancellationToken)
    {
        if (methods.Find(request.Choice.Method) is not { } method)
        {
            return new Refusal(RefusalKind.MethodUnknown);
        }

        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var found = Place(actor, request, factors);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var place = found.Value;
        if (place.Status == EnrolmentStatus.Active && actor.Session is { IsEnrolmentOnly: true })
        {
            // It was opened by a method that may not sign in: it must not replace the secret of one that may.
            return new Refusal(RefusalKind.FreshProofRequired);
        }

        var ask = new EnrolmentRequest(actor.User, place.Label, request.Members) { IssuerName = terms.IssuerName(actor.Caller) };
        var made = await method.EnrolAsync(ask, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        var begun = await opening.RunAsync(new ActivationStart(actor, factors, place, made.Value) { Code = request.Code }, cancellationToken);
        return begun is { Succeeded: true, Value.Notified: var notified }
            ? notified with { Members = ActivationOpening.Merge([.. Naming(request, factors, place), .. notified.Members]) }
            : begun.Refusal ?? RefusalKind.Unavailable;
    }

    // django-trench's answer names nothing, because a user has a method once there. Who has it twice must be able to say which one a code is for.
    private static IEnumerable<KeyValuePair<string, string>> Naming(ActivateRequest request, UserFactors factors, Enrolment place) =>
        request is { Label: null, Choice.Id: null }
        && factors.Enrolments.All(other => other.Method != place.Method || other.Label == place.Label)
            ? []
            : [new("id", place.Id), new("label", place.Label)];

    // Where the new factor goes: a row of its own, or beside the factor of the active enrolment that the request names.
    private Outcome<Enrolment> Place(Actor actor, ActivateRequest request, UserFactors factors)
    {
        var (name, id) = request.Choice;
        if (EnrolmentLabel.Read(request.Label ?? "") is not { } label)
        {
            return new Refusal(RefusalKind.LabelInvalid) { Field = "label" };
        }

        if (id is not null)
        {
            var named = EnrolmentChoosing.Among(factors.Active, name, id);
            return named.Succeeded ? named.Value : new Refusal(RefusalKind.MethodNotEnrolled);
        }

        var taken = factors.Enrolments.Any(enrolment =>
            enrolment.Method == name
            && enrolment.Status != EnrolmentStatus.Pending
            && (request.Label is null || enrolment.Label == label));
        if (taken)
        {
            return new Refusal(RefusalKind.MethodAlreadyActive);
        }

        var now = clock.GetUtcNow();
        return model.Make(new Enrolment
        {
            Id = Codes.Id(),
            UserId = actor.User.Id,
            Method = name,
            Label = label,
            PendingUntil = now + ActivationOpening.PendingFor,
            CreatedAt = now,
        });
    }
}
