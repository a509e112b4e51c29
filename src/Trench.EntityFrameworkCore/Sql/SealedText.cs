using System.Buffers.Text;

namespace Trench.EntityFrameworkCore;

/// <summary>What can be told of a sealed text without opening it: Data Protection begins each with four bytes and the key's id.</summary>
internal static class SealedText
{
    /// <summary>So many characters of base64url tell the key; the next one already holds bits of what is sealed.</summary>
    public const int KeyLength = 26;

    private const int IdBytes = 16;
    private static readonly byte[] Magic = [0x09, 0xF0, 0xC9, 0xF0];

    /// <summary>The beginning that all texts sealed under one key share.</summary>
    public static string KeyOf(string sealedText) => sealedText.Length < KeyLength ? sealedText : sealedText[..KeyLength];

    /// <summary>What all texts begin with that are sealed under the key of this id.</summary>
    public static string KeyOf(Guid keyId) => Base64Url.EncodeToString([.. Magic, .. keyId.ToByteArray(), 0])[..KeyLength];

    /// <summary>The id of the key; null when it is no sealed text.</summary>
    public static Guid? KeyIdOf(string sealedText)
    {
        if (!Base64Url.IsValid(sealedText, out var length) || length < Magic.Length + IdBytes)
        {
            return null;
        }

        return new Guid(Base64Url.DecodeFromChars(sealedText).AsSpan(Magic.Length, IdBytes));
    }
}
