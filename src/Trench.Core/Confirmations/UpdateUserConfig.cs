using System.Security.Cryptography;

namespace Trench;

/// <summary>Changes a config.</summary>
internal sealed class UpdateUserConfig(
    IMfaStore store,
    MethodConfigBook configs,
    MethodSet methods,
    UserConfigBook book,
    UserConfigProof proof,
    UserConfigChanges changes,
    FactorSeal seal,
    ManagedAction managed,
    TimeProvider clock)
{
    private static readonly NewFactor Nothing = new(Factor.Empty, "");

    public async Task<Outcome<BegunUserConfig>> RunAsync(
        Actor actor, string userConfigId, UserConfigInput input, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var rows = await configs.ListAsync(cancellationToken);
        if (factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == userConfigId) is not { } present
            || book.View(present, rows) is not { MethodConfig: { } config } shown
            || !configs.IsOffered(config)
            || methods.Find(present.Method) is not { } method)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled) { Field = "id" };
        }

        var title = input.Title is { } text ? EnrolmentLabel.Read(text) : present.Label;
        if (title is null)
        {
            return new Refusal(RefusalKind.LabelInvalid) { Field = "title" };
        }

        var changed = await ChangedAsync(actor, present, shown, method, input, cancellationToken);
        if (!changed.Succeeded)
        {
            return changed.Refusal;
        }

        var (further, told) = changes.Of(actor, factors, present, input, title);
        var start = new ActivationStart(actor, factors, present, changed.Value.Made ?? Nothing)
        {
            Code = input.Code,
            IsStored = true,
            Further = changed.Value is { Made: { } made, NeedsProof: false } ? [.. changes.Replace(present, made), .. further] : further,
            Told = told,
        };
        return changed.Value.NeedsProof
            ? await proof.BeginAsync(start, config, cancellationToken)
            : await ChangeAtOnceAsync(start, cancellationToken);
    }

    // The members as they are shown mean what is stored behind them. What was abandoned is made anew.
    private async Task<Outcome<ChangedFactor>> ChangedAsync(
        Actor actor, Enrolment present, UserConfig shown, Method method, UserConfigInput input, CancellationToken cancellationToken)
    {
        var isPending = present.Status == EnrolmentStatus.Pending;
        var isAbandoned = isPending && present.PendingUntil <= clock.GetUtcNow();
        var given = input.Members.Where(member => member.Value.Length > 0);
        if (!isAbandoned && given.All(member => shown.Members.GetValueOrDefault(member.Key) == member.Value))
        {
            return new ChangedFactor(null, NeedsProof: false);
        }

        var made = await method.EnrolAsync(new EnrolmentRequest(actor.User, present.Label, input.Members), cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        var (old, next) = (seal.Open(present.SealedFactor, present.UserId, present.Id), made.Value.Factor);
        if (!isAbandoned && old.Target == next.Target && CryptographicOperations.FixedTimeEquals(old.Secret, next.Secret))
        {
            return new ChangedFactor(null, NeedsProof: false);
        }

        return new ChangedFactor(made.Value, isPending || (made.Value.NeedsProof && method.IsSignificant(old, next)));
    }

    private async Task<Outcome<BegunUserConfig>> ChangeAtOnceAsync(ActivationStart start, CancellationToken cancellationToken)
    {
        var (actor, place) = (start.Actor, start.Place);
        if (start.Further.Count > 0)
        {
            var answering = start.Factors.Active.ToList();
            var done = await managed.RunAsync(
                new Proof(actor, start.Factors, answering) { Code = answering.Count > 0 ? start.Code : null },
                () => new Effect(start.Further, start.Told, static lost => UserConfigChanges.Refuse(lost)),
                cancellationToken);
            if (!done.Succeeded)
            {
                return done.Refusal;
            }
        }

        var shown = await proof.ShowAsync(actor, place.Id, cancellationToken);
        return shown.Succeeded ? new BegunUserConfig(shown.Value, ConfirmationId: null) : shown.Refusal;
    }

    private sealed record ChangedFactor(NewFactor? Made, bool NeedsProof);
}
