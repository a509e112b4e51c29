namespace Trench;

/// <summary>What an administrator may see of somebody's enrolment. No secret, no whole address.</summary>
/// <param name="Enrolment">What its owner sees.</param>
/// <param name="Status">Pending, active or paused.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ActivatedAt">When it was proven; null while pending.</param>
/// <param name="LastUsedAt">When it last answered rightly; null when it never did.</param>
/// <param name="BackupCodesLeft">Unspent codes of its set; of the user's, where sets belong to users.</param>
public sealed record AdministeredEnrolment(
    EnrolmentView Enrolment,
    EnrolmentStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? LastUsedAt,
    int BackupCodesLeft);
