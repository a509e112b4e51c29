namespace Trench;

/// <summary>The class of <c>USER_MFA_MODEL</c> is one that an enrolment can be made of.</summary>
internal sealed class EnrolmentModelCheck : ISettingCheck
{
    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        if (options.UserMfaModel is { } name && EnrolmentModel.Find(name) is null)
        {
            yield return new SettingFault(
                "USER_MFA_MODEL",
                "names no class derived from Enrolment that can be made; set its full name, with namespace, or leave it out.");
        }
    }
}
