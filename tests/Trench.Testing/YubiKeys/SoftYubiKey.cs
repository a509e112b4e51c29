namespace Trench.Testing;

/// <summary>A YubiKey in software: each press gives the next one-time password.</summary>
public sealed class SoftYubiKey
{
    private const string Modhex = "cbdefghijklnrtuv";
    private const string Dvorak = "jxe.uidchtnbpygk";
    private const int Timestamp = 0x10;

    private int _sessions = 1;
    private int _uses = -1;

    /// <summary>A key with the given secrets.</summary>
    public SoftYubiKey(string publicId, string privateId, string aesKey)
    {
        PublicId = publicId;
        PrivateId = privateId;
        AesKey = aesKey;
    }

    /// <summary>Twelve letters that each password begins with.</summary>
    public string PublicId { get; }

    /// <summary>Twelve hexadecimal digits.</summary>
    public string PrivateId { get; }

    /// <summary>Thirty-two hexadecimal digits.</summary>
    public string AesKey { get; }

    /// <summary>The key as an entry of YUBIKEY_OFFLINE_KEYS.</summary>
    public string Entry => $"{PublicId}:{PrivateId}:{AesKey}";

    /// <summary>A key with random secrets.</summary>
    public static SoftYubiKey New() =>
        new(Codes.Text(Modhex, 12), Convert.ToHexStringLower(Codes.Bytes(6)), Convert.ToHexStringLower(Codes.Bytes(16)));

    /// <summary>The next password.</summary>
    public string Press() => _uses == 0xff ? Replug() : Otp(_sessions, ++_uses);

    /// <summary>The first password after the key was pulled out and plugged in again.</summary>
    public string Replug()
    {
        _uses = 0;
        return Otp(++_sessions, _uses);
    }

    /// <summary>A password of any time.</summary>
    public string Otp(int sessions, int uses) =>
        PublicId + YubiKeyBlock.Seal(this, sessions, uses, Timestamp, BitConverter.ToUInt16(Codes.Bytes(2)));

    /// <summary>What arrives where the keyboard is laid out as Dvorak.</summary>
    public static string OnDvorak(string otp)
    {
        ArgumentNullException.ThrowIfNull(otp);
        return string.Concat(otp.Select(letter => Dvorak[Modhex.IndexOf(letter, StringComparison.Ordinal)]));
    }
}
