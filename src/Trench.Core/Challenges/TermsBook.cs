using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Under which terms a caller is asked.</summary>
internal sealed class TermsBook(IEnumerable<FacadeTerms> terms, IOptions<TrenchOptions> options)
{
    private readonly Dictionary<string, FacadeTerms> _byFacade = terms.ToDictionary(facade => facade.Facade, StringComparer.Ordinal);
    private readonly ChallengeTerms _own = ChallengeTerms.Of(options.Value);

    /// <summary>How the caller's challenges are opened.</summary>
    public ChallengeTerms Challenges(Caller caller) => Find(caller)?.Challenges ?? _own;

    /// <summary>The form of the caller's delivered codes; null leaves it to the method.</summary>
    public AnswerShape? Code(Caller caller) => Find(caller)?.Challenges.Code;

    /// <summary>Who challenges a user without enrolment; null for nobody.</summary>
    public string? FallbackMethod(Caller caller) => Find(caller)?.FallbackMethod ?? options.Value.FallbackMethod;

    /// <summary>Whether the caller's login asks this method.</summary>
    public bool Asks(Caller caller, string method) => Find(caller)?.Asks?.Invoke(method) ?? true;

    /// <summary>Whether the caller's logins hand out a ticket.</summary>
    public bool HandsOutTickets(Caller caller) => Find(caller)?.HandsOutTickets ?? true;

    /// <summary>Whether a confirmed activation shows the caller backup codes.</summary>
    public bool ShowsBackupCodes(Caller caller) => Find(caller)?.ShowsBackupCodes ?? true;

    /// <summary>Whether a pending enrolment of the caller's goes when its message could not be sent.</summary>
    public bool DropsUnsent(Caller caller) => Find(caller)?.DropsUnsent ?? false;

    /// <summary>Whether the first step waits for its message.</summary>
    public bool AwaitsMessage(Caller caller) => Find(caller)?.AwaitsMessage == true;

    /// <summary>Whether the password alone is enough for a user without an active method.</summary>
    public bool PasswordSuffices(Caller caller, UserFactors factors) =>
        Find(caller)?.PasswordSuffices is { } suffices ? suffices(factors) : FallbackMethod(caller) is null;

    /// <summary>Whether a right answer of this method completes the caller's login.</summary>
    public bool Trusts(Caller caller, string method) => Find(caller)?.Trusts?.Invoke(method) ?? true;

    /// <summary>How long a session that may only add a method lasts.</summary>
    public TimeSpan EnrolmentOnlyLifetime(Caller caller) => Find(caller)?.EnrolmentOnlyLifetime ?? TimeSpan.Zero;

    /// <summary>Whether a confirmed method becomes the primary one.</summary>
    public bool ConfirmedIsPrimary(Caller caller) => Find(caller)?.ConfirmedIsPrimary == true;

    /// <summary>The name an authenticator app shows; null leaves it to the method.</summary>
    public string? IssuerName(Caller caller) => Find(caller)?.IssuerName;

    /// <summary>Whether the first step of the caller's login sends a code.</summary>
    public bool SendsAtLogin(Caller caller) => Find(caller)?.SendsAtLogin ?? true;

    private FacadeTerms? Find(Caller caller) => _byFacade.GetValueOrDefault(caller.Facade);
}
