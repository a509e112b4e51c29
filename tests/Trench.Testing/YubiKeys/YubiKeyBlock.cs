using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trench.Testing;

/// <summary>
/// The encrypted half of a YubiKey's password, written from Yubico's documents and apart from the product's own reading of it: one mistake
/// made twice would prove nothing. It agrees with ykgenerate.
/// </summary>
internal static class YubiKeyBlock
{
    private const string Modhex = "cbdefghijklnrtuv";
    private const string Hex = "0123456789abcdef";

    /// <summary>Encrypts private id, counters and random.</summary>
    public static string Seal(SoftYubiKey key, int sessions, int uses, int timestamp, int random)
    {
        var block = new byte[16];
        Convert.FromHexString(key.PrivateId).CopyTo(block, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(6), (ushort)sessions);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(8), (ushort)timestamp);
        block[10] = (byte)(timestamp >> 16);
        block[11] = (byte)uses;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(12), (ushort)random);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(14), (ushort)~Crc(block.AsSpan(0, 14)));
        using var aes = Cipher(key);
        var cipher = Convert.ToHexStringLower(aes.EncryptEcb(block, PaddingMode.None));
        return string.Concat(cipher.Select(digit => Modhex[Hex.IndexOf(digit, StringComparison.Ordinal)]));
    }

    /// <summary>Sessions, uses and timestamp of a block in modhex; null when another key made it.</summary>
    public static (int Sessions, int Uses, int Timestamp)? Open(SoftYubiKey key, string modhex)
    {
        using var aes = Cipher(key);
        var cipher = Convert.FromHexString(string.Concat(modhex.Select(letter => Hex[Modhex.IndexOf(letter, StringComparison.Ordinal)])));
        var block = aes.DecryptEcb(cipher, PaddingMode.None);
        var isOwn = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(14)) == (ushort)~Crc(block.AsSpan(0, 14))
            && Convert.ToHexStringLower(block, 0, 6) == key.PrivateId;
        return isOwn
            ? (BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(6)) & 0x7fff, block[11], block[8] | (block[9] << 8) | (block[10] << 16))
            : null;
    }

    private static Aes Cipher(SoftYubiKey key)
    {
        var aes = Aes.Create();
        aes.Key = Convert.FromHexString(key.AesKey);
        return aes;
    }

    private static int Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xffff;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0x8408 * (crc & 1));
            }
        }

        return crc;
    }
}
