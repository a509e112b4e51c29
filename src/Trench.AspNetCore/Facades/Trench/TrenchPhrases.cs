namespace Trench.AspNetCore;

/// <summary>The facade's refusals: django-trench's sentences where it has one.</summary>
internal static class TrenchPhrases
{
    public const string WrongCredentials = "Unable to login with provided credentials.";
    public const string DeadTicket = "Invalid or expired token.";
    public const string WrongLoginCode = "Invalid or expired code.";
    public const string BadCode = "Code invalid or expired.";
    public const string NoSuchMethod = "Requested MFA method does not exist.";
    public const string NoSuchChoice = "The value is not a valid choice.";
    public const string AlreadyActive = "MFA method already active.";
    public const string NotEnabled = "2FA is not enabled.";
    public const string PrimaryInUse = "Deactivation of MFA method that is set as primary is not allowed.";
    public const string NewPrimaryInvalid = "MFA Method selected as new primary method is not active";
    public const string RegenerationNotAllowed = "Backup codes regeneration is not allowed.";
    public const string FreshProofRequired = "This change needs a code, or a second factor proven just now.";
    public const string DeliveryFailed = "The message could not be sent. Try again later or use another method.";
    public const string DeliveryRefused = "The message could not be sent.";
}
