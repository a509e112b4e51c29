using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>A confirmation with everything its standing depends on.</summary>
internal sealed record StandingConfirmation(
    string Id, Challenge Row, MfaUser? User, UserFactors Factors, MethodConfig? Config, ConfirmationContent Content)
{
    private static readonly string Prefix = Purposes.Confirm("");

    /// <summary>The enrolment that is asked; null where there is none, or no more.</summary>
    public Enrolment? Enrolment => Factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == Row.EnrolmentId);

    /// <summary>Whether a method is asked without an enrolment.</summary>
    public bool IsWithoutEnrolment => Row.EnrolmentId is null or "";

    /// <summary>The action; null for a challenge of another purpose.</summary>
    public string? Action => Row.Purpose.StartsWith(Prefix, StringComparison.Ordinal) ? Row.Purpose[Prefix.Length..] : null;
}

/// <summary>Finds confirmations and says how they stand.</summary>
internal sealed class ConfirmationDesk(
    IMfaStore store,
    IUserDirectory users,
    MethodConfigBook configs,
    MethodRegistry registry,
    ConfirmationSeal seal,
    IOptions<ConfirmationOptions> options,
    TimeProvider clock)
{
    /// <summary>The confirmation of an id, whatever became of it; null when it was never given out.</summary>
    public async Task<StandingConfirmation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (ConfirmationId.Hash(id) is not { } hash
            || await store.FindChallengeAsync(hash, cancellationToken) is not { } asked
            || asked.Challenge.Facade != Confirmer.Facade)
        {
            return null;
        }

        var row = asked.Challenge;
        var user = row.UserId is { } userId ? await users.FindAsync(userId, cancellationToken) : MfaUser.Nobody;
        var config = row.MethodConfigId is { } configId ? await configs.FindAsync(configId, cancellationToken) : null;
        return new StandingConfirmation(id, row, user, asked.User, config, seal.Open(row));
    }

    /// <summary>
    /// Why it can be neither answered nor used any more; null when it can. One of a user who is gone or changed the password was never
    /// given out.
    /// </summary>
    public RefusalKind? WhyDead(StandingConfirmation standing) => standing.Row switch
    {
        _ when !IsOfItsUser(standing) => RefusalKind.TicketUnknown,
        { State: ChallengeState.Spent } => RefusalKind.TicketUsed,
        { State: ChallengeState.Closed } => RefusalKind.TicketExpired,
        var row when row.ExpiresAt <= clock.GetUtcNow() => RefusalKind.TicketExpired,
        { State: ChallengeState.Open } row when row.Attempts >= row.MaxAttempts => RefusalKind.TicketExhausted,
        _ => null,
    };

    /// <summary>Whether what it asks is still good: the method offered, the enrolment active.</summary>
    public bool IsOfGoodConfig(StandingConfirmation standing) =>
        standing.Row.Method is { } method
        && registry.Contains(method)
        && standing.Config is not { IsActive: false }
        && (standing.Row.MethodConfigId is null || standing.Config is not null)
        && (standing.IsWithoutEnrolment || standing.Enrolment is { Status: EnrolmentStatus.Active });

    /// <summary>Whether it may be used now.</summary>
    public bool IsAvailable(StandingConfirmation standing) =>
        standing.Row.State == ChallengeState.Answered && WhyDead(standing) is null && IsOfGoodConfig(standing);

    /// <summary>What an application sees of it.</summary>
    public Confirmation View(StandingConfirmation standing) => new(standing.Content.Data, options.Value.Json)
    {
        Id = standing.Id,
        Action = standing.Action ?? throw new InvalidOperationException("Only a challenge of an action is a confirmation."),
        Status = standing.Row.State == ChallengeState.Open ? ConfirmationStatus.InProcess : ConfirmationStatus.Confirmed,
        IsAvailable = IsAvailable(standing),
        UserId = standing.Row.UserId,
        EnrolmentId = standing.IsWithoutEnrolment ? null : standing.Row.EnrolmentId,
        Method = standing.Row.Method ?? "",
        MethodConfigId = standing.Row.MethodConfigId,
        Target = standing.Content.Target,
        ExpiresAt = standing.Row.ExpiresAt,
    };

    private static bool IsOfItsUser(StandingConfirmation standing) =>
        standing.Row.UserId is null
        || (standing.User is { IsActive: true } user && Digest.Same(standing.Row.StampHash, Digest.Of(user.SecurityStamp)));
}
