using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Seals the keys in the database under the master key: AES-256-GCM with a random nonce each. While the master key is changed, the first
/// one seals and all of them open.
/// </summary>
internal sealed class KeyRingSeal(MasterKey masterKey)
{
    /// <summary>What keys of Data Protection are sealed for.</summary>
    public const string RingPurpose = "trench key ring";

    private const string ElementName = "sealedKey";
    private const string MasterName = "masterId";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly Dictionary<string, MasterKey> _masters = masterKey.All.ToDictionary(IdOf, StringComparer.Ordinal);

    /// <summary>Tells the master keys apart and nothing else about them.</summary>
    public string MasterId { get; } = IdOf(masterKey);

    /// <summary>The master key of this id; null when this node has it not.</summary>
    public MasterKey? Find(string masterId) => _masters.GetValueOrDefault(masterId);

    /// <summary>Seals under the first master key.</summary>
    public XElement Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var text = new byte[NonceLength + TagLength + secret.Length];
        var nonce = text.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = CipherOf(masterKey);
        cipher.Encrypt(
            nonce, secret, text.AsSpan(NonceLength + TagLength), text.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(purpose));
        return new XElement(ElementName, new XAttribute(MasterName, MasterId), Convert.ToBase64String(text));
    }

    /// <exception cref="SecretUnavailableException">It was sealed under a master key that this node has not.</exception>
    /// <exception cref="CryptographicException">It was changed, or sealed for another purpose.</exception>
    public byte[] Open(XElement sealedKey, string purpose)
    {
        var master = Find(MasterOf(sealedKey)) ?? throw new SecretUnavailableException(
            "A key in the database is sealed under another master key. Restore the one it was made with: Trench:MasterKey, or the file "
                + "master.key.");
        var text = Convert.FromBase64String(sealedKey.Value).AsSpan();
        if (text.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The sealed key is too short.");
        }

        var secret = new byte[text.Length - NonceLength - TagLength];
        using var cipher = CipherOf(master);
        cipher.Decrypt(
            text[..NonceLength],
            text[(NonceLength + TagLength)..],
            text.Slice(NonceLength, TagLength),
            secret,
            Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    /// <summary>The sealed keys in an element; a revocation has none.</summary>
    public static IEnumerable<XElement> In(XElement element) => element.DescendantsAndSelf(ElementName);

    private static string MasterOf(XElement sealedKey) => sealedKey.Attribute(MasterName)?.Value ?? "";

    private static string IdOf(MasterKey key) => Convert.ToHexStringLower(key.Derive("key-ring/id", 8));

    private static AesGcm CipherOf(MasterKey key) => new(key.Derive("key-ring"), TagLength);
}
