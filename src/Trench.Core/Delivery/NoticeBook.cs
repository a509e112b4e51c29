using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Tells users by mail what happened to their account: what they did not do themselves they learn so. A notice is committed with what it tells,
/// holds no secret, and goes to the user's own address; of a replaced address the old one is told.
/// </summary>
internal sealed class NoticeBook(
    IMfaStore store,
    IUserDirectory users,
    MethodSet methods,
    MethodRegistry registry,
    FactorSeal seal,
    Post post,
    Courier courier,
    NoticeLimits limits,
    Texts texts,
    IOptions<TrenchOptions> options) : IConsequence
{
    // Where locks come later than that, or not at all, it is told all the same.
    private const int ManyWrongCodes = 5;

    public async Task<IReadOnlyList<Change>> OfAsync(IReadOnlyList<MfaEvent> events, string? language, CancellationToken cancellationToken)
    {
        var told = options.Value.Notices ? events.Where(happened => Phrase(happened, events) is not null).ToList() : [];
        if (told.Count == 0 || Carrier() is not { } carrier)
        {
            return [];
        }

        // What an administrator does to another, proven by a code of the administrator's own, concerns two.
        var (messages, counts) = (new List<Change>(), new List<CountSend>());
        foreach (var own in told.GroupBy(happened => happened.UserId, StringComparer.Ordinal))
        {
            if (own.Key is not { } userId || await users.FindAsync(userId, cancellationToken) is not { } user)
            {
                continue;
            }

            var factors = await store.FindUserAsync(userId, cancellationToken);
            var spoken = Texts.Tag(user.Language) ?? Texts.Tag(language);
            foreach (var happened in own)
            {
                if (await limits.TakeAsync(happened, factors, counts, cancellationToken) is { } turn)
                {
                    counts.AddRange(turn.Counts);
                    var text = TextOf(happened, events, turn, spoken);
                    messages.AddRange(await WriteAsync(happened, text, user, factors, carrier, spoken, cancellationToken));
                }
            }
        }

        // Commits that count wait for each other key by key, and must not do so crosswise.
        return [.. messages, .. counts.OrderBy(count => count.Row.Key, StringComparer.Ordinal)];
    }

    public void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var message in changes.OfType<AddMessage>())
        {
            courier.Hand(message.Row, callerWaits: false);
        }
    }

    private string TextOf(MfaEvent happened, IReadOnlyList<MfaEvent> events, NoticeTurn turn, string? spoken)
    {
        var phrase = Phrase(happened, events) ?? throw new InvalidOperationException("An event without a notice is not told.");
        return texts.Say(phrase, spoken)
            + (turn.IsLast ? " " + texts.Say(EnginePhrases.NoMoreNotices, spoken) : "")
            + (IsWarning(happened) ? " " + texts.Say(EnginePhrases.NotYou, spoken) : "");
    }

    private async Task<IEnumerable<Change>> WriteAsync(
        MfaEvent happened,
        string text,
        MfaUser user,
        UserFactors factors,
        AbstractMessageDispatcher carrier,
        string? spoken,
        CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(happened, user, factors, carrier, cancellationToken);
        return addresses.Select(address => new AddMessage(post.Write(
            new Letter(carrier.Settings.Name, address, "", text, user.UserName, spoken, "")
            {
                Subject = texts.Say(EnginePhrases.NoticeSubject, spoken),
                IsNotice = true,
            },
            user.Id)));
    }

    // The store still has the enrolments as they were before: a replaced or removed address is the old one here.
    private async Task<IEnumerable<string>> AddressesAsync(
        MfaEvent happened, MfaUser user, UserFactors factors, AbstractMessageDispatcher carrier, CancellationToken cancellationToken)
    {
        var own = carrier.Settings.SourceField is { } field ? await users.ReadFieldAsync(user.Id, field, cancellationToken) : null;
        var concerned = factors.Enrolments
            .Where(enrolment => enrolment.Id == happened.EnrolmentId && happened.Name is EventNames.FactorChanged or EventNames.Deactivated)
            .Select(Target);
        var addresses = concerned.Prepend(own).OfType<string>().Select(carrier.Canonical).OfType<string>().Distinct().ToList();
        return addresses.Count > 0 ? addresses : Fallback(happened, factors).Take(1);
    }

    // Users without an address of their own: an enrolled one that is older than what is told, else the one that was just proven.
    private IEnumerable<string> Fallback(MfaEvent happened, UserFactors factors) => factors.Enrolments
        .Where(enrolment => enrolment.Status == EnrolmentStatus.Active || enrolment.Id == happened.EnrolmentId)
        .OrderBy(enrolment => enrolment.Id == happened.EnrolmentId)
        .Select(Target)
        .OfType<string>();

    private string? Target(Enrolment enrolment)
    {
        try
        {
            return methods.Find(enrolment.Method) is AbstractMessageDispatcher { CarriesNotices: true }
                ? seal.Open(enrolment.SealedFactor, enrolment.UserId, enrolment.Id).Target
                : null;
        }
        catch (SecretUnavailableException)
        {
            // A method whose key is lost must be removable all the same.
            return null;
        }
    }

    private AbstractMessageDispatcher? Carrier() =>
        registry.Names.Select(methods.Find).OfType<AbstractMessageDispatcher>().FirstOrDefault(method => method.CarriesNotices);

    private static bool IsWarning(MfaEvent happened) => happened.Name is not (EventNames.BackupLow or EventNames.BackupExhausted);

    private Phrase? Phrase(MfaEvent happened, IReadOnlyList<MfaEvent> events) => happened.Name switch
    {
        EventNames.Activated => new Phrase(EnginePhrases.MethodAdded, NameOf(happened)),
        EventNames.Deactivated => new Phrase(EnginePhrases.MethodRemoved, NameOf(happened)),
        EventNames.FactorChanged => new Phrase(EnginePhrases.MethodChanged, NameOf(happened)),
        EventNames.Reset => EnginePhrases.MethodsReset,
        EventNames.BackupGenerated when events.All(other => other.Name != EventNames.Activated) => EnginePhrases.CodesMade,
        EventNames.BackupLow => new Phrase(EnginePhrases.CodesLow, $"{happened.Count}"),
        EventNames.BackupExhausted => EnginePhrases.CodesGone,
        EventNames.AccountLocked => WrongCodes(happened),
        EventNames.CodeRejected when happened.Count >= ManyWrongCodes && events.All(other => other.Name != EventNames.AccountLocked) =>
            WrongCodes(happened),
        EventNames.AccountHardLocked => EnginePhrases.CodesRefused,
        _ => null,
    };

    private static Phrase WrongCodes(MfaEvent happened) =>
        happened.Purpose is Purposes.Login or Purposes.ConfirmedLogin ? EnginePhrases.WrongCodes : EnginePhrases.WrongCodesWithin;

    private string NameOf(MfaEvent happened) => registry.Find(happened.Method ?? "")?.VerboseName ?? happened.Method ?? "";
}
