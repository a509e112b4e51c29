using System.Security.Cryptography;

namespace Trench.EntityFrameworkCore;

/// <summary>Seals the keys of the ring under the master key: AES-256-GCM with a random nonce each.</summary>
internal sealed class KeyRingSeal(MasterKey masterKey)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly byte[] Purpose = "trench key ring"u8.ToArray();

    private readonly byte[] _key = masterKey.Derive("key-ring");

    /// <summary>Tells two master keys apart and nothing else about them.</summary>
    public string MasterId { get; } = Convert.ToHexStringLower(masterKey.Derive("key-ring/id", 8));

    /// <summary>Nonce, tag and ciphertext.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret)
    {
        var sealedSecret = new byte[NonceLength + TagLength + secret.Length];
        var nonce = sealedSecret.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(nonce, secret, sealedSecret.AsSpan(NonceLength + TagLength), sealedSecret.AsSpan(NonceLength, TagLength), Purpose);
        return sealedSecret;
    }

    /// <exception cref="CryptographicException">It was sealed under another master key, or changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The sealed key is too short.");
        }

        var secret = new byte[sealedSecret.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Decrypt(
            sealedSecret[..NonceLength],
            sealedSecret[(NonceLength + TagLength)..],
            sealedSecret.Slice(NonceLength, TagLength),
            secret,
            Purpose);
        return secret;
    }
}
