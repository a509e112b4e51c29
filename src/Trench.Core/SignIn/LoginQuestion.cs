namespace Trench;

/// <summary>Which of a user's enrolments a login asks: the primary one, another where its method is not configured any more, or the fallback method.</summary>
internal sealed class LoginQuestion(MethodSet methods, MethodRegistry registry, TermsBook terms, FactorSeal seal)
{
    /// <summary>
    /// The enrolment to ask; null when the password alone signs in. One whose method is not configured any more is asked when there is no other: the
    /// user needs a second step all the same, and backup codes answer it.
    /// </summary>
    public async Task<Outcome<Enrolment>?> ChooseAsync(MfaUser user, UserFactors factors, Caller caller, CancellationToken cancellationToken)
    {
        var active = factors.Active.OrderByDescending(enrolment => enrolment.IsPrimary).ToList();
        if (active.Count > 0)
        {
            var asked = active.FindAll(enrolment => terms.Asks(caller, enrolment.Method));
            // One that does not complete a login is asked only by whom has no other: it may be the weaker one.
            var first = asked.Find(enrolment => registry.Contains(enrolment.Method) && terms.Trusts(caller, enrolment.Method))
                ?? asked.Find(enrolment => registry.Contains(enrolment.Method))
                ?? asked.FirstOrDefault();
            return first is null ? new Refusal(RefusalKind.MethodNotEnrolled) : first;
        }

        if (terms.PasswordSuffices(caller, factors))
        {
            return null;
        }

        return terms.FallbackMethod(caller) is { } fallback
            ? await FallBackAsync(user, fallback, cancellationToken)
            : new Refusal(RefusalKind.MethodNotEnrolled);
    }

    /// <summary>Whether this enrolment may answer a caller's login, asked or not.</summary>
    public bool MayAnswer(Enrolment enrolment, Caller caller) => terms.Asks(caller, enrolment.Method);

    /// <summary>Whether a caller's login may ask this enrolment.</summary>
    public bool MayAsk(Enrolment enrolment, Caller caller) => registry.Contains(enrolment.Method) && terms.Asks(caller, enrolment.Method);

    /// <summary>The enrolment that a ticket was opened for; made anew for the fallback method, which keeps no row.</summary>
    public static Enrolment? Asked(Challenge challenge, UserFactors factors) => challenge.EnrolmentId is { Length: > 0 } id
        ? factors.Active.FirstOrDefault(enrolment => enrolment.Id == id)
        : FallbackRow(challenge.UserId ?? "", challenge.Method ?? "");

    /// <summary>The row of the fallback method with the user's present address.</summary>
    public async Task<Outcome<Enrolment>> FallBackAsync(MfaUser user, string fallback, CancellationToken cancellationToken)
    {
        var method = methods.Find(fallback)
            ?? throw new InvalidOperationException($"The fallback method {fallback} is not configured.");
        var made = await method.EnrolAsync(new EnrolmentRequest(user, "", new Dictionary<string, string>()), cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal with { Method = fallback };
        }

        var row = FallbackRow(user.Id, fallback);
        return row with { SealedFactor = seal.Seal(made.Value.Factor, user.Id, row.Id), TargetHint = made.Value.TargetHint };
    }

    private static Enrolment FallbackRow(string userId, string method) =>
        new() { Id = "", UserId = userId, Method = method, Status = EnrolmentStatus.Active };
}
