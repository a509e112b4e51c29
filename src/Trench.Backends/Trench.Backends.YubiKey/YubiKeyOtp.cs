namespace Trench.Backends.YubiKey;

/// <summary>The one-time password of a YubiKey: a public id that never changes, and a block encrypted with the key's secret.</summary>
internal static class YubiKeyOtp
{
    /// <summary>
    /// Letters of the public id. The format allows 0 to 16; Yubico's keys have 12, and without one keys cannot be told apart.
    /// </summary>
    public const int PublicIdLength = 12;

    /// <summary>Letters of the encrypted block.</summary>
    public const int BlockLength = 32;

    /// <summary>What a password looks like, typed on any of the keyboards.</summary>
    public static readonly AnswerShape Shape = new(Modhex.Typed, PublicIdLength + BlockLength, PublicIdLength + BlockLength)
    {
        Fold = Modhex.Lower,
        Respell = Modhex.Respell,
    };

    /// <summary>The public id of a canonical password.</summary>
    public static string PublicId(string otp) => otp[..PublicIdLength];

    /// <summary>The encrypted block of a canonical password.</summary>
    public static byte[] Block(string otp) => Modhex.Decode(otp.AsSpan(PublicIdLength));
}

/// <summary>
/// How often a key was plugged in (15 bits, kept by the key for ever) and used since then (8 bits), as one number: it grows with every
/// password, so that one accepted once is never accepted again.
/// </summary>
internal static class KeyCounter
{
    /// <summary>The most times a key can be plugged in.</summary>
    public const int MostSessions = 0x7fff;

    /// <summary>The most passwords of one session.</summary>
    public const int MostUses = 0xff;

    /// <summary>Both as one number.</summary>
    public static long Of(int sessions, int uses) => ((long)sessions << 8) | (uint)uses;
}
