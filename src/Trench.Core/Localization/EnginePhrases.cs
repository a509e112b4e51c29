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
}
