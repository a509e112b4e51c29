namespace Trench;

/// <summary>What a user may see of an own enrolment. No secret, no whole address.</summary>
/// <param name="Id">The enrolment's id.</param>
/// <param name="Name">The method's name.</param>
/// <param name="Label">Its label; empty without.</param>
/// <param name="Target">The masked target; null without.</param>
/// <param name="IsPrimary">Whether login asks it first.</param>
/// <param name="IsActive">False while paused.</param>
public sealed record EnrolmentView(string Id, string Name, string Label, string? Target, bool IsPrimary, bool IsActive)
{
    /// <summary>The view of an enrolment.</summary>
    public static EnrolmentView Of(Enrolment enrolment)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        return new EnrolmentView(
            enrolment.Id,
            enrolment.Method,
            enrolment.Label,
            enrolment.TargetHint,
            enrolment.IsPrimary,
            enrolment.Status == EnrolmentStatus.Active);
    }
}
