namespace Trench.AspNetCore;

/// <summary>
/// Sends text messages for the deux facade: the class that <c>SEND_MFA_TEXT_FUNC</c> names. Made once per attempt with what its constructor
/// asks for.
/// </summary>
public interface IMfaTextSender
{
    /// <summary>
    /// Sends one message. A <see cref="DeliveryRefusedException"/> says no in words for the user; any other exception is a failure whose text
    /// goes to the log only.
    /// </summary>
    Task SendAsync(Message message, CancellationToken cancellationToken);
}
