namespace Trench.AspNetCore;

/// <summary>The translations of what the HTTP package says.</summary>
internal static class HttpTexts
{
    public static readonly TextSource Source = new("Trench.AspNetCore.Localization.Texts", typeof(HttpTexts).Assembly);
}
