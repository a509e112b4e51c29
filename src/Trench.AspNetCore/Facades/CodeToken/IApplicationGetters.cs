namespace Trench.AspNetCore;

/// <summary>
/// Knows the TOTP secrets of users where the application keeps them: the class that <c>TOTP_SECRET_GETTER</c> names. Made once per login with
/// what its constructor asks for.
/// </summary>
public interface ITotpSecretGetter
{
    /// <summary>
    /// The user's shared secret as bytes, or null or no bytes without. Asked at each <c>get-code</c> after the right password: the user's
    /// authenticator app in Trench gets this secret, and is removed when there is none any more. One of less than 10 bytes is refused.
    /// </summary>
    Task<byte[]?> FindAsync(MfaUser user, CancellationToken cancellationToken);
}

/// <summary>
/// Knows which method users prefer where the application keeps that: the class that <c>PREFERRED_2FA_METHOD_GETTER</c> names. Made once per
/// login with what its constructor asks for.
/// </summary>
public interface IPreferredMethodGetter
{
    /// <summary>
    /// <c>code-sender</c>, <c>totp</c> or <c>no-2fa</c>; null or empty for no preference. Asked at each <c>get-code</c> after the right password:
    /// a method of that kind becomes the user's primary one.
    /// </summary>
    Task<string?> FindAsync(MfaUser user, CancellationToken cancellationToken);
}
