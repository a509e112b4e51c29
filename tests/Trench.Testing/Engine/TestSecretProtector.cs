using System.Security.Cryptography;
using System.Text;

namespace Trench.Testing;

/// <summary>Seals with AES-GCM and the binding as associated data, under a key that dies with the test.</summary>
public sealed class TestSecretProtector : ISecretProtector, IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm _cipher = new(Codes.Bytes(32), TagBytes);

    /// <inheritdoc />
    public string Seal(ReadOnlySpan<byte> secret, SealBinding binding)
    {
        var text = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(text.AsSpan(0, NonceBytes));
        _cipher.Encrypt(text.AsSpan(0, NonceBytes), secret, text.AsSpan(NonceBytes, secret.Length), text.AsSpan(^TagBytes..), Aad(binding));
        return Convert.ToBase64String(text);
    }

    /// <inheritdoc />
    public byte[] Open(string sealedSecret, SealBinding binding)
    {
        var text = Convert.FromBase64String(sealedSecret).AsSpan();
        var plain = new byte[text.Length - NonceBytes - TagBytes];
        try
        {
            _cipher.Decrypt(text[..NonceBytes], text[NonceBytes..^TagBytes], text[^TagBytes..], plain, Aad(binding));
        }
        catch (CryptographicException exception)
        {
            throw new SecretUnavailableException("It was sealed for something else.", exception);
        }

        return plain;
    }

    /// <inheritdoc />
    public void Dispose() => _cipher.Dispose();

    private static byte[] Aad(SealBinding binding) => Encoding.UTF8.GetBytes($"{binding.Kind}\0{binding.Owner}\0{binding.Row}");
}
