namespace Trench.AspNetCore;

/// <summary>drf-jwt-2fa's names of its methods.</summary>
internal static class TwoFactorMethods
{
    /// <summary>Any method that delivers a code.</summary>
    public const string CodeSender = "code-sender";

    /// <summary>The authenticator app.</summary>
    public const string Totp = "totp";

    /// <summary>The password alone.</summary>
    public const string None = "no-2fa";

    public static readonly IReadOnlyList<string> All = [CodeSender, Totp, None];
}
