namespace Trench.AspNetCore;

/// <summary>The facade's sentences: drf-jwt-2fa's where it has one.</summary>
internal static class CodeTokenPhrases
{
    public const string Message = "{code} is the verification code needed for the login.";
    public const string Subject = "{code}: Your verification code";
    public const string WrongCredentials = "Incorrect authentication credentials.";
    public const string TokenUsed = "This code token has already been used. If this wasn't you, your account may be compromised.";
    public const string TokenExpired = "Token has expired";
    public const string TooManyAttempts = "Too many failed authentication attempts.";
    public const string TooManyTokens = "Too many active code tokens. Please wait for existing ones to expire.";
    public const string NotConfigured = "Two-factor authentication is not configured for this account.";
    public const string SendingFailed = "Verification code sending failed: {0}";
    public const string NoEmailAddress = "Verification code sending failed: No e-mail address known";
    public const string NoAddress = "Verification code sending failed: No address known";
    public const string EmailNotSent = "Verification code sending failed: Unable to send e-mail";
    public const string NotSent = "Verification code sending failed: Unknown error";
    public const string WrongTotpCode = "Invalid TOTP code.";
    public const string NoPendingSetup = "No pending TOTP setup. Call the setup endpoint first.";
    public const string DisablingNotAllowed = "Disabling 2FA is not allowed.";
    public const string MethodNotAllowed = "This 2FA method is not allowed.";
    public const string NoTotpSecret = "No active TOTP secret. Complete TOTP enrollment first.";
    public const string NoOwnAddress = "No address is known to which codes could be sent.";
    public const string NoSuchChoice = "The value is not a valid choice.";
    public const string NotAChoice = "\"{0}\" is not a valid choice.";
    public const string FreshProofRequired = "This change needs a code, or a second factor proven just now.";
}
