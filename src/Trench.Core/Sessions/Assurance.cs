namespace Trench;

/// <summary>How a sign-in is described in tokens: <c>amr</c> by RFC 8176, <c>acr</c> by Trench's own names.</summary>
public static class Assurance
{
    /// <summary>Password alone.</summary>
    public const string Password = "urn:trench:acr:password";

    /// <summary>Two steps, the second by something that is no second factor, such as e-mail (NIST SP 800-63B-4 section 3.1.3.1).</summary>
    public const string TwoStep = "urn:trench:acr:two-step";

    /// <summary>Two distinct factors.</summary>
    public const string MultiFactor = "urn:trench:acr:mfa";

    /// <summary>The description of a password alone.</summary>
    internal static (string Amr, string Acr) OfPassword => ("pwd", Password);

    /// <summary>The description of a password and a second step: <c>mfa</c> only where the factors are distinct.</summary>
    internal static (string Amr, string Acr) Of(Method? method) => method is { IsSecondFactor: false }
        ? ($"pwd {method.Amr}", TwoStep)
        : ($"pwd {method?.Amr ?? "otp"} mfa", MultiFactor);
}
