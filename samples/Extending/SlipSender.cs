using Trench;
using Trench.AspNetCore;

/// <summary>
/// A sender function of one's own, as deux' <c>SEND_MFA_TEXT_FUNC</c> and drf-jwt-2fa's <c>CODE_SENDER</c> name one in <c>appsettings.json</c>: here the
/// code is written on a slip of paper. When and how often it may be sent, and whether it is right, is Trench's.
/// </summary>
// begin-snippet: sender
public sealed class SlipSender(NoticeBoard board) : IMfaTextSender, ICodeSender
{
    public Task SendAsync(Message message, CancellationToken cancellationToken) => PinAsync(message.UserName, message.Text);

    public Task SendAsync(MfaUser user, string code, CancellationToken cancellationToken) => PinAsync(user.UserName, code);

    private Task PinAsync(string userName, string text)
    {
        if (!board.TryPin(new Slip(userName, text)))
        {
            // Said in words for the user; any other exception is a failure whose text goes to the log only.
            throw new DeliveryRefusedException("The board is full.");
        }

        return Task.CompletedTask;
    }
}
// end-snippet

/// <summary>Where the slips hang. A real sender would be a gateway's client.</summary>
public sealed class NoticeBoard
{
    private const int Room = 100;
    private readonly Lock _pins = new();
    private readonly List<Slip> _slips = [];

    /// <summary>All slips, newest first.</summary>
    public IReadOnlyList<Slip> Slips
    {
        get
        {
            lock (_pins)
            {
                return [.. _slips.AsEnumerable().Reverse()];
            }
        }
    }

    /// <summary>Pins a slip; false when there is no room.</summary>
    public bool TryPin(Slip slip)
    {
        lock (_pins)
        {
            if (_slips.Count == Room)
            {
                return false;
            }

            _slips.Add(slip);
            return true;
        }
    }
}

/// <summary>What is on a slip, and for whom.</summary>
public sealed record Slip(string For, string Text);
