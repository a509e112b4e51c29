namespace Trench.Backends.YubiKey;

/// <summary>What this method says.</summary>
internal static class YubiKeyPhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source = new("Trench.Backends.YubiKey.Localization.Texts", typeof(YubiKeyPhrases).Assembly);

    /// <summary>When the key is asked; django-trench's sentence.</summary>
    public const string Ask = "Generate code using YubiKey";
}
