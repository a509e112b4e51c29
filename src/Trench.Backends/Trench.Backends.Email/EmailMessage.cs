namespace Trench.Backends.Email;

/// <summary>One mail to one person. It holds a code, so it is never logged.</summary>
/// <param name="Id">
/// Identifier that begins with its time (<see cref="Codes.Id(DateTimeOffset)"/>); a repeated attempt has the same, so that a reader can tell a
/// duplicate.
/// </param>
/// <param name="From">The sender, with or without a display name.</param>
/// <param name="To">The recipient: one address in the form of <see cref="EmailAddress"/>.</param>
/// <param name="Subject">The subject, in one line.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The HTML part.</param>
public sealed record EmailMessage(string Id, string From, string To, string Subject, string Text, string Html)
{
    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}
