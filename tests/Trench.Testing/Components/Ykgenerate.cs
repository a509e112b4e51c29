namespace Trench.Testing;

/// <summary>Yubico's own generator of one-time passwords, for keys of the tests.</summary>
public static class Ykgenerate
{
    /// <summary>A password of a key.</summary>
    public static async Task<string> OtpAsync(SoftYubiKey key, int sessions, int uses)
    {
        ArgumentNullException.ThrowIfNull(key);
        var result = await ExternalProgram.RunAsync(
            "ykgenerate", [key.AesKey, key.PrivateId, $"{sessions:x4}", "0010", "00", $"{uses:x2}"], ReadOnlyMemory<byte>.Empty);
        return result.ExitCode == 0
            ? key.PublicId + result.Text
            : throw new InvalidOperationException($"ykgenerate refused with {result.ExitCode}: {result.Complaints}");
    }
}
