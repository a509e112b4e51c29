using Trench.Backends.Email;

namespace Trench.Demo;

/// <summary>The grammar of what codes are sent to: whatever the methods would refuse is refused at registration already.</summary>
internal static class Addresses
{
    public static bool IsEmail(string text) => EmailAddress.TryParse(text, out _);

    public static bool IsPhone(string text) => PhoneNumber.TryParse(text, out _);
}
