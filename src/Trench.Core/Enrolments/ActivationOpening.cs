namespace Trench;

/// <summary>A new factor on its way to an enrolment.</summary>
/// <param name="Actor">Who adds or changes it.</param>
/// <param name="Factors">What the actor has.</param>
/// <param name="Place">Where it goes: a pending enrolment, or one that is proven and keeps its factor until the new one is.</param>
/// <param name="Made">The factor.</param>
internal sealed record ActivationStart(Actor Actor, UserFactors Factors, Enrolment Place, NewFactor Made)
{
    /// <summary>A code of an active method, where the session has no fresh proof.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the place is stored already.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether its method knows by itself whom it reaches: then it is active at once, and nothing is asked.</summary>
    public bool IsProven { get; init; }

    /// <summary>Under which terms the proof is asked for; null for those of the facade.</summary>
    public ChallengeTerms? Terms { get; init; }

    /// <summary>The name by which the client answers the challenge; null where the route finds it without.</summary>
    public string? TicketHash { get; init; }

    /// <summary>What is changed in the same commit.</summary>
    public IReadOnlyList<Change> Further { get; init; } = [];

    /// <summary>What that tells.</summary>
    public IReadOnlyList<MfaEvent> Told { get; init; } = [];

    public override string ToString() => $"ActivationStart {Place.Id}";
}

/// <summary>What was begun.</summary>
/// <param name="Notified">What the answer says.</param>
/// <param name="Message">The message that was sent; null without.</param>
internal sealed record BegunActivation(Notified Notified, OutboxMessage? Message);

/// <summary>Stores a new factor where it waits for its proof, and asks for that proof.</summary>
internal sealed class ActivationOpening(
    IMfaStore store,
    TermsBook terms,
    ChallengeBook challenges,
    FactorSeal seal,
    ManagedAction managed,
    Journal journal,
    Sender sender,
    TimeProvider clock)
{
    /// <summary>How many enrolments of one method may wait for their proof at a time.</summary>
    public const int MostPending = 5;

    /// <summary>How long a pending factor waits for its proof.</summary>
    public static readonly TimeSpan PendingFor = TimeSpan.FromMinutes(10);

    public async Task<Outcome<BegunActivation>> RunAsync(ActivationStart start, CancellationToken cancellationToken)
    {
        var (actor, factors, place, made) = start;
        var opening = challenges.Open(
            new OpenRequest(actor.User, Purposes.Enrol, actor.Caller, place, start.Terms ?? terms.Challenges(actor.Caller))
            {
                Factor = made.Factor,
                MaySend = !start.IsProven,
                Complete = row => row with { TicketHash = start.TicketHash, MethodConfigId = place.MethodConfigId },
            });

        // Without a message and a name nobody would find the challenge: it is opened when the answer arrives.
        var isOpened = !start.IsProven && (opening.Message is not null || start.TicketHash is not null);
        var effect = new Effect(
            [.. Accounts(actor, factors), .. Crowd(start), .. Put(start), .. start.Further, .. isOpened ? opening.Changes : []],
            [
                journal.Note(start.IsProven ? EventNames.Activated : EventNames.EnrolStarted, place, actor.Caller),
                .. isOpened && opening.Message is not null ? Sent(opening, place, actor) : [],
                .. start.Told,
            ],
            static _ => RefusalKind.MethodAlreadyActive);
        var proof = new Proof(actor, factors, [.. factors.Active]) { Code = factors.Active.Any() ? start.Code : null };
        var done = await managed.RunAsync(proof, () => effect, cancellationToken);
        if (!done.Succeeded)
        {
            return done.Refusal;
        }

        var sent = await sender.SendAndWaitAsync(opening.Message, cancellationToken);
        if (sent.Succeeded)
        {
            return new BegunActivation(new Notified(made.Details, Merge([.. made.Members, .. sent.Value])), opening.Message);
        }

        if (place.Status == EnrolmentStatus.Pending && !start.IsStored && terms.DropsUnsent(actor.Caller))
        {
            await store.CommitAsync([new RemoveEnrolment(place.Id, place.UserId, NewPrimaryId: null) { IsOnlyPending = true }], CancellationToken.None);
        }

        return sent.Refusal;
    }

    /// <summary>All members, of several with a name the last one.</summary>
    public static Dictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> members)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            merged[name] = value;
        }

        return merged;
    }

    private MfaEvent[] Sent(Opening opening, Enrolment place, Actor actor) =>
        [journal.Note(EventNames.CodeSent, place, actor.Caller) with { ChallengeId = opening.Row.Id, Purpose = Purposes.Enrol }];

    private Change[] Accounts(Actor actor, UserFactors factors)
    {
        var now = clock.GetUtcNow();
        return factors is { Factor: not null, Backup: not null }
            ? []
            : [new EnsureAccount(actor.User.Id, AccountKind.Factor, null, now), BackupCodeBook.Prepare(actor.User.Id, now)];
    }

    // A label is free to choose: who makes up new ones has no more waiting than that, and the oldest go.
    private static IEnumerable<Change> Crowd(ActivationStart start) => start is { IsStored: false, Place.Status: EnrolmentStatus.Pending }
        ? start.Factors.Enrolments
            .Where(other => other.Status == EnrolmentStatus.Pending && other.Method == start.Place.Method && other.Label != start.Place.Label)
            .OrderBy(other => other.CreatedAt)
            .SkipLast(MostPending - 1)
            .Select(other => new RemoveEnrolment(other.Id, other.UserId, NewPrimaryId: null) { IsOnlyPending = true })
        : [];

    private IEnumerable<Change> Put(ActivationStart start)
    {
        var (place, made) = (start.Place, start.Made);
        var now = clock.GetUtcNow();
        var sealedFactor = seal.Seal(made.Factor, place.UserId, place.Id, Known(start));
        yield return place.Status switch
        {
            EnrolmentStatus.Pending when start.IsStored =>
                new ReplacePendingFactor(place.Id, place.UserId, sealedFactor, made.TargetHint, now + PendingFor),
            EnrolmentStatus.Pending => new AddEnrolment(place with { SealedFactor = sealedFactor, TargetHint = made.TargetHint }),
            _ => new RequestFactorChange(place.Id, place.UserId, sealedFactor, made.TargetHint, now + PendingFor),
        };
        if (start.IsProven)
        {
            yield return new ActivateEnrolment(place.Id, place.UserId, sealedFactor, Counter: -1, SealedFactor: null, Reference: null, now);
        }

        if (start.IsProven && place is { StartsPrimary: true, StartsPaused: false })
        {
            yield return new MakePrimary(place.Id, place.UserId);
        }
    }

    // What is active when it is begun; the method that this very request resumes overtakes it as little.
    private static IEnumerable<string> Known(ActivationStart start) => start.Factors.Active.Select(active => active.Id)
        .Concat(start.Further.OfType<PauseEnrolment>().Where(change => !change.Paused).Select(change => change.EnrolmentId));
}
