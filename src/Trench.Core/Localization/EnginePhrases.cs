namespace Trench;

/// <summary>What the engine itself says.</summary>
internal static class EnginePhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source = new("Trench.Localization.Texts", typeof(EnginePhrases).Assembly);

    /// <summary>The text of a message; <c>{code}</c> is the code.</summary>
    public const string Message = "Your verification code is: {code}";

    /// <summary>After a message was sent; <c>{0}</c> is the method's name for people.</summary>
    public const string Sent = "Message with MFA code has been sent by {0}.";

    /// <summary>The subject of a notice.</summary>
    public const string NoticeSubject = "About the security of your account";

    /// <summary>A notice; <c>{0}</c> is the method's name for people, here and in the next two.</summary>
    public const string MethodAdded = "The sign-in method {0} was added to your account.";

    /// <summary>A notice.</summary>
    public const string MethodRemoved = "The sign-in method {0} was removed from your account.";

    /// <summary>A notice.</summary>
    public const string MethodChanged = "The address or device of your sign-in method {0} was changed.";

    /// <summary>A notice.</summary>
    public const string MethodsReset = "An administrator removed all sign-in methods from your account.";

    /// <summary>A notice.</summary>
    public const string CodesMade = "New backup codes were made for your account.";

    /// <summary>A notice; <c>{0}</c> is how many.</summary>
    public const string CodesLow = "Backup codes left: {0}. Make new ones before you need them.";

    /// <summary>A notice.</summary>
    public const string CodesGone = "Your last backup code was used. Make new ones before you need them.";

    /// <summary>A notice.</summary>
    public const string WrongCodes = "Somebody signed in with your password and then entered wrong codes.";

    /// <summary>A notice: of codes that no login asked for.</summary>
    public const string WrongCodesWithin = "Several wrong codes in a row were entered for your account.";

    /// <summary>A notice.</summary>
    public const string CodesRefused = "Too many wrong codes were entered for your account. Codes are refused until the oldest are forgotten.";

    /// <summary>What the last notice of its kind says when there were many.</summary>
    public const string NoMoreNotices = "This happened so often that no more messages about it are sent for up to an hour.";

    /// <summary>What follows most notices.</summary>
    public const string NotYou = "If this was not you, change your password and look through your sign-in methods.";
}
