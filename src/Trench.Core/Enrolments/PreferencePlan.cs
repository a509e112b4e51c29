namespace Trench;

/// <summary>What has to change so that a user is asked by a kind of methods, or by none.</summary>
internal sealed class PreferencePlan(MethodRegistry registry, UnprovenEnrolment unproven, Journal journal)
{
    private static readonly Effect Nothing = new([], [], static _ => RefusalKind.Unavailable);

    /// <summary>An enrolment of that kind becomes primary; where there is none, the fallback is enrolled.</summary>
    public async Task<Outcome<Effect>> PreferAsync(
        MfaUser user, UserFactors factors, Preference preference, Caller caller, CancellationToken cancellationToken)
    {
        var found = factors.Enrolments
            .Where(enrolment => enrolment.Status != EnrolmentStatus.Pending)
            .Where(enrolment => registry.Contains(enrolment.Method) && preference.Methods(enrolment.Method))
            .OrderByDescending(enrolment => enrolment.IsPrimary)
            .ThenBy(enrolment => enrolment.Status)
            .FirstOrDefault();
        if (found is not null)
        {
            return found.IsPrimary ? Nothing : Promote(found, caller);
        }

        if (preference.Fallback is not { } fallback)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled);
        }

        var made = await unproven.AtOwnAddressAsync(user, fallback, caller, cancellationToken);
        return made.Succeeded ? Join(made.Value.Effect, Promote(made.Value.Row with { Status = EnrolmentStatus.Active }, caller)) : made.Refusal;
    }

    /// <summary>Every method is paused; where there is none, the fallback is enrolled and paused, so that the wish can be told.</summary>
    public async Task<Outcome<Effect>> PauseAsync(
        MfaUser user, UserFactors factors, string? fallback, Caller caller, CancellationToken cancellationToken)
    {
        // The primary one goes last: it is not to be paused while others are active.
        var active = factors.Active.OrderBy(enrolment => enrolment.IsPrimary).ToList();
        if (active.Count > 0 || fallback is null || factors.Enrolments.Any(enrolment => enrolment.Status == EnrolmentStatus.Paused))
        {
            return active.Select(enrolment => Pause(enrolment, paused: true, caller)).Aggregate(Nothing, Join);
        }

        var made = await unproven.AtOwnAddressAsync(user, fallback, caller, cancellationToken);
        return made.Succeeded ? Join(made.Value.Effect, Pause(made.Value.Row, paused: true, caller)) : made.Refusal;
    }

    private Effect Promote(Enrolment enrolment, Caller caller)
    {
        var promoted = new Effect(
            [new MakePrimary(enrolment.Id, enrolment.UserId)],
            [journal.Note(EventNames.PrimaryChanged, enrolment, caller)],
            static _ => RefusalKind.MethodNotActive);
        return enrolment.Status == EnrolmentStatus.Paused ? Join(Pause(enrolment, paused: false, caller), promoted) : promoted;
    }

    private Effect Pause(Enrolment enrolment, bool paused, Caller caller) => new(
        [new PauseEnrolment(enrolment.Id, enrolment.UserId, paused)],
        [journal.Note(EventNames.Paused, enrolment, caller) with { Reason = paused ? "paused" : "resumed" }],
        static _ => RefusalKind.MethodNotActive);

    private static Effect Join(Effect first, Effect second) =>
        first with { Changes = [.. first.Changes, .. second.Changes], Events = [.. first.Events, .. second.Events] };
}
