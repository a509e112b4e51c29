namespace Trench.AspNetCore;

/// <summary>The facade's words: deux' sentences where it has one.</summary>
internal static class DeuxPhrases
{
    public const string Message = "Two Factor Authentication Code: {code}";
    public const string NotEnabled = "Two factor authentication is not enabled.";
    public const string AlreadyEnabled = "Two factor authentication is already enabled.";
    public const string BadNumber = "Please enter a valid phone number.";
    public const string BadCode = "Please enter a valid code.";
    public const string BadBackupCode = "Please enter a valid backup code.";
    public const string BothCodes = "Login does not take both a verification and backup code.";
    public const string WrongCredentials = "Unable to log in with provided credentials.";
    public const string SmsFailed = "SMS failed to send.";
    public const string MessageFailed = "Message failed to send.";
    public const string NoRecoveryCodes = "New backup codes are not allowed.";
    public const string FreshProofRequired = "This takes a code of yours, or a session that proved a second factor a moment ago.";
    public const string UnknownClient = "The client is not known, or its secret is wrong.";
    public const string TwoClientCredentials = "The client is named in the header and in the body.";
    public const string UnknownGrant = "This grant type is not supported.";
    public const string UnknownScope = "The client may not ask for this scope.";
    public const string DeadRefreshToken = "The refresh token is invalid, expired, used, or another client's.";
}
