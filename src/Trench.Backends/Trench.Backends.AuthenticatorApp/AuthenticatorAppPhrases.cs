namespace Trench.Backends.AuthenticatorApp;

/// <summary>What this method says.</summary>
internal static class AuthenticatorAppPhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source =
        new("Trench.Backends.AuthenticatorApp.Localization.Texts", typeof(AuthenticatorAppPhrases).Assembly);

    /// <summary>When the app is asked.</summary>
    public const string Ask = "Use the code of your authenticator app.";
}
