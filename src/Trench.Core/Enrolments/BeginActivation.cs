using System.Globalization;
using System.Text;

namespace Trench;

/// <summary>The first half of an activation.</summary>
internal sealed class BeginActivation(
    IMfaStore store,
    MethodSet methods,
    TermsBook terms,
    ChallengeBook challenges,
    FactorSeal seal,
    ManagedAction managed,
    Journal journal,
    Sender sender,
    EnrolmentModel model,
    TimeProvider clock)
{
    /// <summary>How long a pending enrolment waits for its proof.</summary>
    public static readonly TimeSpan PendingFor = TimeSpan.FromMinutes(10);

    private const int LongestLabel = 64;

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
        return made.Succeeded ? await BeginAsync(actor, request, factors, place, made.Value, cancellationToken) : made.Refusal;
    }

    // Where the new factor goes: a row of its own, or beside the factor of the active enrolment that the request names.
    private Outcome<Enrolment> Place(Actor actor, ActivateRequest request, UserFactors factors)
    {
        var (name, id) = request.Choice;
        var label = request.Label?.Trim(' ') ?? "";
        if (label.Length > LongestLabel || label.EnumerateRunes().Any(IsUnshowable))
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
            PendingUntil = now + PendingFor,
            CreatedAt = now,
        });
    }

    // What hides text or turns it round; but joiners belong to emoji and to several scripts.
    private static bool IsUnshowable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => rune == Rune.ReplacementChar,
    };

    private async Task<Outcome<Notified>> BeginAsync(
        Actor actor, ActivateRequest request, UserFactors factors, Enrolment place, NewFactor made, CancellationToken cancellationToken)
    {
        var opening = challenges.Open(new OpenRequest(actor.User, Purposes.Enrol, actor.Caller, place, terms.Challenges(actor.Caller))
        {
            Factor = made.Factor,
        });
        var effect = new Effect(
            [.. Accounts(actor, factors), Put(place, made), .. opening.Message is null ? [] : opening.Changes],
            [journal.Note(EventNames.EnrolStarted, place, actor.Caller)],
            static _ => RefusalKind.MethodAlreadyActive);
        var proof = new Proof(actor, factors, [.. factors.Active]) { Code = factors.Active.Any() ? request.Code : null };
        var done = await managed.RunAsync(proof, () => effect, cancellationToken);
        if (!done.Succeeded)
        {
            return done.Refusal;
        }

        var sent = await sender.SendAndWaitAsync(opening.Message, cancellationToken);
        if (sent.Succeeded)
        {
            return new Notified(made.Details, Merge([.. Naming(request, factors, place), .. made.Members, .. sent.Value]));
        }

        if (place.Status == EnrolmentStatus.Pending && terms.DropsUnsent(actor.Caller))
        {
            await store.CommitAsync([new RemoveEnrolment(place.Id, place.UserId, NewPrimaryId: null)], CancellationToken.None);
        }

        return sent.Refusal;
    }

    // django-trench's answer names nothing, because a user has a method once there. Who has it twice must be able to say which one a code is for.
    private static IEnumerable<KeyValuePair<string, string>> Naming(ActivateRequest request, UserFactors factors, Enrolment place) =>
        request is { Label: null, Choice.Id: null }
        && factors.Enrolments.All(other => other.Method != place.Method || other.Label == place.Label)
            ? []
            : [new("id", place.Id), new("label", place.Label)];

    private Change[] Accounts(Actor actor, UserFactors factors)
    {
        var now = clock.GetUtcNow();
        return factors is { Factor: not null, Backup: not null }
            ? []
            : [new EnsureAccount(actor.User.Id, AccountKind.Factor, null, now), BackupCodeBook.Prepare(actor.User.Id, now)];
    }

    private Change Put(Enrolment place, NewFactor made)
    {
        var sealedFactor = seal.Seal(made.Factor, place.UserId, place.Id);
        return place.Status == EnrolmentStatus.Pending
            ? new AddEnrolment(place with { SealedFactor = sealedFactor, TargetHint = made.TargetHint })
            : new RequestFactorChange(place.Id, place.UserId, sealedFactor, made.TargetHint, clock.GetUtcNow() + PendingFor);
    }

    private static Dictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> members)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            merged[name] = value;
        }

        return merged;
    }
}
