using System.Buffers.Binary;
using System.Text;

namespace Trench;

/// <summary>Seals and opens the factor of an enrolment, bound to its user and row.</summary>
internal sealed class FactorSeal(ISecretProtector protector)
{
    // Layout: version byte, length of the secret (4 bytes, big endian), secret, target, NUL, field. Targets hold no NUL: control characters are refused.
    private const byte Version = 1;

    public string Seal(Factor factor, string userId, string enrolmentId)
    {
        var text = Encoding.UTF8.GetBytes($"{factor.Target}\0{factor.SaveTo}");
        var plain = new byte[1 + sizeof(int) + factor.Secret.Length + text.Length];
        plain[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(1), factor.Secret.Length);
        factor.Secret.CopyTo(plain, 1 + sizeof(int));
        text.CopyTo(plain, 1 + sizeof(int) + factor.Secret.Length);
        return protector.Seal(plain, new SealBinding("factor", userId, enrolmentId));
    }

    public Factor Open(string? sealedFactor, string userId, string enrolmentId)
    {
        if (sealedFactor is null)
        {
            return Factor.Empty;
        }

        var plain = protector.Open(sealedFactor, new SealBinding("factor", userId, enrolmentId)).AsSpan();
        var length = BinaryPrimitives.ReadInt32BigEndian(plain[1..]);
        var text = Encoding.UTF8.GetString(plain[(1 + sizeof(int) + length)..]).Split('\0');
        return new Factor(plain.Slice(1 + sizeof(int), length).ToArray(), NullIfEmpty(text[0]), NullIfEmpty(text[1]));
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
