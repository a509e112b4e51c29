namespace Trench.Testing;

/// <summary>Yubico's own client of the validation protocol, to prove our double and not our client.</summary>
public static class Ykclient
{
    /// <summary>Its verdict: 0 good, 2 replayed, 3 refused in another way, 1 no answer it could use.</summary>
    public static async Task<int> VerifyAsync(Uri url, string clientId, byte[] key, string otp)
    {
        ArgumentNullException.ThrowIfNull(url);
        var result = await ExternalProgram.RunAsync(
            "ykclient", ["--url", url.ToString(), "--apikey", Convert.ToBase64String(key), clientId, otp], ReadOnlyMemory<byte>.Empty);
        return result.ExitCode;
    }
}
