namespace Trench;

/// <summary>A confirmation as administrators see it: nothing by which it could be answered, nothing of what it proves.</summary>
/// <param name="Id">The challenge's identifier, which events have too; not the id that the client holds.</param>
/// <param name="Action">The action.</param>
/// <param name="State">Open, answered, spent or closed; an expired one shows as closed.</param>
/// <param name="Attempts">Wrong answers so far.</param>
public sealed record ConfirmationState(string Id, string Action, ChallengeState State, int Attempts)
{
    /// <summary>Whom it asks; null for nobody yet.</summary>
    public string? UserId { get; init; }

    /// <summary>The method it asks.</summary>
    public string? Method { get; init; }

    /// <summary>The method config it was asked under.</summary>
    public string? MethodConfigId { get; init; }

    /// <summary>The enrolment it asks; null without.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it dies.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    internal static ConfirmationState Of(Challenge row, DateTimeOffset now) => new(
        row.Id,
        row.Purpose[Purposes.Confirm("").Length..],
        row.State is ChallengeState.Open or ChallengeState.Answered && row.ExpiresAt <= now ? ChallengeState.Closed : row.State,
        row.Attempts)
    {
        UserId = row.UserId,
        Method = row.Method,
        MethodConfigId = row.MethodConfigId,
        EnrolmentId = row.EnrolmentId is { Length: > 0 } id ? id : null,
        CreatedAt = row.CreatedAt,
        ExpiresAt = row.ExpiresAt,
    };
}
