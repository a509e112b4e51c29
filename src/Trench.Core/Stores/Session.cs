namespace Trench;

/// <summary>What a completed sign-in leaves behind: the anchor of its tokens and of its fresh proof. A row of the store.</summary>
public sealed record Session
{
    /// <summary>The <see cref="Acr"/> of a session whose second step was taken by a method that the facade does not trust with a login.</summary>
    public const string EnrolmentOnly = "urn:trench:acr:enrolment-only";

    /// <summary>Identifier that begins with its time (<see cref="Codes.Id(DateTimeOffset)"/>): the <c>sid</c> claim.</summary>
    public required string Id { get; init; }

    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>SHA-256 of the session's current secret (in the refresh token) in base64url. Rotation replaces it; an older one is reuse.</summary>
    public required string SecretHash { get; init; }

    /// <summary>SHA-256 of the user's security stamp at sign-in: a password change ends the session.</summary>
    public required string StampHash { get; init; }

    /// <summary>Authentication methods, space separated, by RFC 8176; kept over refresh.</summary>
    public required string Amr { get; init; }

    /// <summary>Authentication context class; kept over refresh.</summary>
    public required string Acr { get; init; }

    /// <summary>The OAuth client it was opened through, where there is one: only that client may refresh it.</summary>
    public string? Client { get; init; }

    /// <summary>What the OAuth client may do, space separated; kept over refresh. Null without a client.</summary>
    public string? Scope { get; init; }

    /// <summary>When the user signed in; kept over refresh.</summary>
    public DateTimeOffset AuthTime { get; init; }

    /// <summary>Until when the session counts as freshly proven; null when it never was.</summary>
    public DateTimeOffset? ProofUntil { get; init; }

    /// <summary>When the session ends unless it is refreshed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended by logout, reuse or an administrator.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it may add a method and do nothing else.</summary>
    public bool IsEnrolmentOnly => Acr == EnrolmentOnly;
}
