namespace Trench.Backends.Sms;

/// <summary>One SMS to one phone. It holds a code, so it is never logged.</summary>
/// <param name="Id">
/// Identifier that begins with its time (<see cref="Codes.Id(DateTimeOffset)"/>); a repeated attempt has the same, so that a gateway that takes
/// one can tell a duplicate.
/// </param>
/// <param name="To">The phone in the form of <see cref="PhoneNumber"/>.</param>
/// <param name="Text">The text.</param>
internal sealed record SmsMessage(string Id, string To, string Text)
{
    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}
