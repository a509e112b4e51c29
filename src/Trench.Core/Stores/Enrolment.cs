namespace Trench;

/// <summary>Where an <see cref="Enrolment"/> stands.</summary>
public enum EnrolmentStatus
{
    /// <summary>Created by activate, not yet proven. Never asked and never accepted at login; expires after ten minutes.</summary>
    Pending = 0,

    /// <summary>Proven: it demands a second step and answers it.</summary>
    Active = 1,

    /// <summary>Kept, but never asked and never accepted until it is resumed.</summary>
    Paused = 2,
}

/// <summary>
/// One user's method (django-trench <c>MFAMethod</c>, wcd <c>UserConfig</c>). A row of the store: secrets are sealed before they get here.
/// An application that needs columns of its own derives from it.
/// </summary>
public record Enrolment
{
    /// <summary>
    /// The <see cref="Counter"/> above which there is none: what the device showed since a backup is not known (<c>trench fence</c>), so that it
    /// answers nothing until its owner confirms it anew.
    /// </summary>
    public const long FencedCounter = long.MaxValue;

    /// <summary>Random identifier, shown to the owner as <c>id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The owner: the application's own user id as a string.</summary>
    public required string UserId { get; init; }

    /// <summary>The configured method's name, for instance <c>email</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Tells apart several enrolments of one method; empty for the first. (user, method, label) is unique.</summary>
    public string Label { get; init; } = "";

    /// <summary>Pending, active or paused.</summary>
    public EnrolmentStatus Status { get; init; }

    /// <summary>Whether login asks this one first. At most one per user, enforced by the store.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>The sealed secret and target; bound to user and enrolment, so it opens nowhere else.</summary>
    public string? SealedFactor { get; init; }

    /// <summary>The masked target for lists, for instance <c>a***@example.com</c>. Never the whole address.</summary>
    public string? TargetHint { get; init; }

    /// <summary>A public identifier of the device, unique per method across users (a YubiKey's public id); null where there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>TOTP step, YubiKey counters or WebAuthn sign count: moves forward only (RFC 6238 section 5.2, RFC 4226 section 7.2).</summary>
    public long Counter { get; init; } = -1;

    /// <summary>A replaced secret or target that waits for its proof beside the active factor; sealed like <see cref="SealedFactor"/>.</summary>
    public string? PendingFactor { get; init; }

    /// <summary>The masked target of <see cref="PendingFactor"/>.</summary>
    public string? PendingHint { get; init; }

    /// <summary>Until when a pending enrolment or a <see cref="PendingFactor"/> may be confirmed.</summary>
    public DateTimeOffset? PendingUntil { get; init; }

    /// <summary>The <see cref="MethodConfig"/> it was made under; null where the request named none.</summary>
    public string? MethodConfigId { get; init; }

    /// <summary>Whether the proof of a pending one pauses it instead of making it active.</summary>
    public bool StartsPaused { get; init; }

    /// <summary>Whether the proof of a pending one makes it the primary one beside others.</summary>
    public bool StartsPrimary { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was proven; null while pending.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When it last answered a challenge rightly.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
