using Trench.Backends.Email;

namespace Trench.Demo;

/// <summary>The grammar of what codes are sent to: whatever the methods would refuse is refused at registration already.</summary>
internal static class Addresses
{
    public static bool IsEmail(string text) => EmailAddress.TryParse(text, out _);

    /// <summary>E.164: a plus and 7 to 15 ASCII digits, the first not zero.</summary>
    public static bool IsPhone(string text) =>
        text is ['+', not '0', ..] && text.Length is >= 8 and <= 16 && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
