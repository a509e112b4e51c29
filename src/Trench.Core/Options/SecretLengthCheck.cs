namespace Trench;

/// <summary>The length of an authenticator's secret: whole bytes, and 160 bits as RFC 4226 section 4 R6 recommends.</summary>
internal sealed class SecretLengthCheck : ISettingCheck
{
    private const string Key = "SECRET_KEY_LENGTH";
    private const int Recommended = 32;
    private const int Least = 16;
    private const int Most = 128;

    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        var length = options.SecretKeyLength;
        if (length is < Least or > Most || !IsWholeBytes(length))
        {
            yield return new SettingFault(
                Key,
                $"is {length}; set {Recommended} (160 bits) or another length of whole bytes in base32, as 52 (256 bits), at most {Most}.");
        }
        else if (length < Recommended && !options.Allows(Key))
        {
            yield return new SettingFault(
                Key,
                $"is {length} base32 characters, {length * 5} bits; set {Recommended}, or list {Key} in ALLOW_INSECURE.");
        }
    }

    // RFC 4648 section 6: 8 characters hold 5 bytes, and what is left over holds 1 to 4.
    private static bool IsWholeBytes(int length) => length % 8 is 0 or 2 or 4 or 5 or 7;
}
