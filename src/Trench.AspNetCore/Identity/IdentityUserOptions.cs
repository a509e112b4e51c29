namespace Trench.AspNetCore;

/// <summary>The settings of <c>AddIdentityUsers</c>.</summary>
public sealed class IdentityUserOptions
{
    /// <summary>
    /// The property that says whether a user may sign in, django-trench's <c>USER_ACTIVE_FIELD</c>. Default: <c>IsActive</c> where users
    /// have such a property; otherwise every user is active. A name that users do not have stops the start.
    /// </summary>
    public string? ActiveField { get; set; }
}
