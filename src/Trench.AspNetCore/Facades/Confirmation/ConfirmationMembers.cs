namespace Trench.AspNetCore;

/// <summary>Members that several bodies share.</summary>
internal static class ConfirmationMembers
{
    public static readonly Member Id = new("id", "The confirmation.", IsRequired: true);

    public static readonly Member Answer = new("data", "The answer: an object with the member code.", IsRequired: true)
    {
        Kind = MemberKind.Texts,
    };

    public static readonly Member Config = new("config", "The method's own members, such as an address.", IsRequired: true)
    {
        Kind = MemberKind.Texts,
    };

    public static readonly Member IsActive = new("is_active", "False pauses it.", IsRequired: true) { Kind = MemberKind.Flag };

    public static readonly Member IsDefault = new("is_default", "True makes it the default one.", IsRequired: true)
    {
        Kind = MemberKind.Flag,
    };

    public static readonly Member Title = new("title", "Tells it apart from others of the same method; at most 64 characters.");

    public static readonly Member Code = new("code", "A code of an active method, where the session has no fresh proof.");
}
