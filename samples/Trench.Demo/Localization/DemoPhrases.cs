namespace Trench.Demo;

/// <summary>What the demo's own routes say; where the facade has the sentence it is the facade's, and translated there.</summary>
internal static class DemoPhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source = new("Trench.Demo.Localization.DemoTexts", typeof(DemoPhrases).Assembly);

    public const string Required = "This field is required.";
    public const string Blank = "This field may not be blank.";
    public const string NotText = "Not a valid string.";
    public const string TooLong = "Ensure this field has no more than {0} characters.";
    public const string TooShort = "Ensure this field has at least {0} characters.";
    public const string BadUserName = "Enter letters, digits and . - _ @ + only.";
    public const string BadEmail = "Enter a valid e-mail address.";
    public const string BadPhone = "Enter a phone number with its country, like +48 and nine digits, without spaces.";
    public const string BadLanguage = "Enter a language tag, like de or pt-BR.";
    public const string UserNameTaken = "A user with that username already exists.";
    public const string WrongPassword = "Invalid password.";
    public const string FreshProofRequired = "This change needs a code, or a second factor proven just now.";
    public const string BadCode = "Code invalid or expired.";
    public const string NoName = "Give a user name or an id.";
    public const string Changed = "The user changed meanwhile. Try again.";
    public const string BadMediaType = "Send application/json or a urlencoded form, in UTF-8.";
    public const string BadBody = "The body is not an object with the members of this route.";
    public const string Unreadable = "The request body could not be read.";
    public const string TooManyTries = "Too many tries. Wait a while.";
    public const string ServerError = "A server error occurred.";
    public const string Unavailable = "Service temporarily unavailable, try again later.";
}
