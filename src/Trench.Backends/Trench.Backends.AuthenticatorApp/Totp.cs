using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>One-time passwords from the time (RFC 6238), with T0 = 0.</summary>
/// <param name="Hash">The hash under the HMAC: SHA-1, which every app understands, SHA-256 or SHA-512.</param>
/// <param name="Digits">Digits of a code, 6 to 8.</param>
/// <param name="Period">Seconds of a step.</param>
internal sealed record Totp(HashAlgorithmName Hash, int Digits, int Period)
{
    /// <summary>The step of an instant. 64 bits, so it goes on after 2038 (RFC 6238 section 4.2); negative before 1970.</summary>
    public long StepAt(DateTimeOffset instant)
    {
        var (steps, rest) = Math.DivRem(instant.ToUnixTimeSeconds(), (long)Period);
        return rest < 0 ? steps - 1 : steps;
    }

    /// <summary>The code of a step.</summary>
    public string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> digits = stackalloc byte[Digits];
        Hotp.Write(secret, step, Hash, digits);
        return Encoding.ASCII.GetString(digits);
    }

    /// <summary>
    /// The step whose code the answer is, or null. Looks at every step of the window, whichever fits, in time that tells nothing about
    /// which.
    /// </summary>
    /// <remarks>
    /// Two steps with one code give the later step: accepting the earlier one would let the same digits in a second time.
    /// </remarks>
    public long? Match(ReadOnlySpan<byte> secret, string answer, DateTimeOffset now, OtpWindow window)
    {
        Span<byte> given = stackalloc byte[Digits];
        if (answer.Length != Digits || !Encoding.ASCII.TryGetBytes(answer, given, out _))
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[Digits];
        long? matched = null;
        var current = StepAt(now);
        for (var step = current - window.Back; step <= current + window.Ahead; step++)
        {
            Hotp.Write(secret, step, Hash, expected);
            matched = CryptographicOperations.FixedTimeEquals(given, expected) ? step : matched;
        }

        return matched;
    }
}

/// <summary>How many steps beside the current one are accepted (RFC 6238 section 5.2).</summary>
/// <param name="Back">Steps before it: for codes on their way and clocks behind.</param>
/// <param name="Ahead">Steps after it: for clocks ahead.</param>
internal readonly record struct OtpWindow(int Back, int Ahead);
