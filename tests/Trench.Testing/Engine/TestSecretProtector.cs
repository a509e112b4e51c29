using System.Security.Cryptography;
using System.Text;

namespace Trench.Testing;

/// <summary>Seals with AES-GCM and the binding as associated data, under a key that dies with the test.</summary>
public sealed class TestSecretProtector : ISecretProtector
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key = Codes.Bytes(32);

    /// <inheritdoc />
    public string Seal(ReadOnlySpan<byte> secret, SealBinding binding)
    {
        var text = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(text.AsSpan(0, NonceBytes));
        using var cipher = Cipher();
        cipher.Encrypt(text.AsSpan(0, NonceBytes), secret, text.AsSpan(NonceBytes, secret.Length), text.AsSpan(^TagBytes..), Aad(binding));
        return Convert.ToBase64String(text);
    }

    /// <inheritdoc />
    public byte[] Open(string sealedSecret, SealBinding binding)
    {
        var text = Convert.FromBase64String(sealedSecret).AsSpan();
        var plain = new byte[text.Length - NonceBytes - TagBytes];
        using var cipher = Cipher();
        try
        {
            cipher.Decrypt(text[..NonceBytes], text[NonceBytes..^TagBytes], text[^TagBytes..], plain, Aad(binding));
        }
        catch (CryptographicException exception)
        {
            throw new SecretUnavailableException("It was sealed for something else.", exception);
        }

        return plain;
    }

    // One for each call: an instance keeps its state in native memory, and two threads in it at once get wrong tags.
    private AesGcm Cipher() => new(_key, TagBytes);

    private static byte[] Aad(SealBinding binding) => Encoding.UTF8.GetBytes($"{binding.Kind}\0{binding.Owner}\0{binding.Row}");
}
