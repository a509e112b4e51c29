namespace Trench;

/// <summary>One backup code at rest: a peppered, salted password hash. Its row is marked once, by one conditional statement. A row of the store.</summary>
public sealed record BackupCode
{
    /// <summary>Random identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string UserId { get; init; }

    /// <summary>The enrolment whose set it belongs to; null when sets belong to the user.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>The hash (see <c>BackupCodeBook</c>); unique per user.</summary>
    public required string Hash { get; init; }

    /// <summary>The version of the pepper in <see cref="Hash"/>.</summary>
    public required string PepperId { get; init; }

    /// <summary>
    /// The shape of an imported code, <c>length:alphabet</c>; only answers of that shape are held against it. Null for the engine's own codes, whose shape is
    /// configured.
    /// </summary>
    public string? Shape { get; init; }

    /// <summary>
    /// How an imported code was hashed before it came here, <c>pbkdf2_sha256$iterations$salt</c>: that hash is computed first. Null when the engine hashed it itself.
    /// </summary>
    public string? Scheme { get; init; }

    /// <summary>Where a code that was made by itself comes from, such as a facade's name; null for one of a set.</summary>
    public string? Origin { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was spent; null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
