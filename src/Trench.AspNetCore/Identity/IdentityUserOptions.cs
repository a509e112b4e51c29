namespace Trench.AspNetCore;

/// <summary>The settings of <c>AddIdentityUsers</c>.</summary>
public sealed class IdentityUserOptions
{
    /// <summary>
    /// The property that says whether a user may sign in, django-trench's <c>USER_ACTIVE_FIELD</c>. Default: <c>IsActive</c> where users
    /// have such a property; otherwise every user is active. A name that users do not have stops the start.
    /// </summary>
    public string? ActiveField { get; set; }

    /// <summary>
    /// The property with the user's language as a BCP 47 tag, such as <c>de-AT</c>: mails and SMS are written in it. Default:
    /// <c>Language</c> where users have such a property that holds text; otherwise messages follow the request. A name that users do not
    /// have stops the start.
    /// </summary>
    public string? LanguageField { get; set; }
}
