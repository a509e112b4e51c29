namespace Trench;

/// <summary>One of a user's own enrolments with its whole target. For its owner's eyes: it goes into an answer to the owner and nowhere else.</summary>
/// <param name="View">What lists show of it.</param>
/// <param name="Status">Pending, active or paused.</param>
/// <param name="Target">The whole address in canonical form; null without.</param>
public sealed record OwnEnrolment(EnrolmentView View, EnrolmentStatus Status, string? Target)
{
    /// <summary>Hides the target.</summary>
    public override string ToString() => $"OwnEnrolment {View.Id}";
}
