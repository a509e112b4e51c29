namespace Trench.AspNetCore;

/// <summary>
/// Sends codes for the code-token facade: the class that <c>CODE_SENDER</c> names. Made once per attempt with what its constructor asks for.
/// </summary>
public interface ICodeSender
{
    /// <summary>
    /// Sends one code to the user. A <see cref="DeliveryRefusedException"/> says no in words for the user (drf-jwt-2fa's
    /// <c>CodeSendingError</c>); any other exception is a failure whose text goes to the log only.
    /// </summary>
    Task SendAsync(MfaUser user, string code, CancellationToken cancellationToken);
}
