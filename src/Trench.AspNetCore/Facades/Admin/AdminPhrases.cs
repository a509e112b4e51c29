namespace Trench.AspNetCore;

/// <summary>The administration's refusals.</summary>
internal static class AdminPhrases
{
    public const string BadCode = "Code invalid or expired.";
    public const string FreshProofRequired = "This change needs a code of yours, or a session that proved a second factor just now.";
    public const string NotPossible = "The change is not possible.";
    public const string NoSuchMethod = "No such method is configured.";
}
