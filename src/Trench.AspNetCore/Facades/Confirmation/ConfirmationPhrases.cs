namespace Trench.AspNetCore;

/// <summary>The facade's refusals: wcd-2factor's sentences where it has one.</summary>
internal static class ConfirmationPhrases
{
    public const string WrongCredentials = "No active account found with the given credentials";
    public const string WrongConfirmation = "Wrong confirmation.";
    public const string FailedToConfirm = "Failed to confirm.";
    public const string NoSuchObject = "Object does not exist.";
    public const string NoConfirmation = "No unconfirmed confirmation found.";
    public const string NoUsable = "No confirmation for this action can be used.";
    public const string UnavailableConfig = "Can not be confirmed with unavailable config.";
    public const string WrongConfig = "User config can not be confirmed with this confirmation.";
    public const string EmptyConfig = "Either method config or user config is required.";
    public const string UnknownError = "Unknown error.";
    public const string DeadTicket = "Invalid or expired token.";
    public const string BadCode = "Code invalid or expired.";
    public const string TitleTaken = "Another config has this title.";
    public const string FreshProofRequired = "This change needs a code, or a second factor proven just now.";
    public const string DeliveryFailed = "The message could not be sent. Try again later or use another method.";
}
