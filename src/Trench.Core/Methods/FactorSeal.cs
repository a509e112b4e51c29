using System.Buffers.Binary;
using System.Text;

namespace Trench;

/// <summary>Seals and opens the factor of an enrolment, bound to its user and row.</summary>
internal sealed class FactorSeal(ISecretProtector protector)
{
    // Layout: version byte, length of the secret (4 bytes, big endian), secret, then texts with a NUL between them: target, field, and the ids
    // of Known, if any. Targets hold no NUL: control characters are refused.
    private const byte Version = 1;
    private const int OwnTexts = 2;

    public string Seal(Factor factor, string userId, string enrolmentId) => Seal(factor, userId, enrolmentId, []);

    /// <summary>Of a factor that will wait for its proof: together with the ids of the enrolments that were active when it was begun.</summary>
    public string Seal(Factor factor, string userId, string enrolmentId, IEnumerable<string> known)
    {
        string?[] texts = [factor.Target, factor.SaveTo, .. known];
        var text = Encoding.UTF8.GetBytes(string.Join('\0', texts));
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

        var (secret, texts) = Read(sealedFactor, userId, enrolmentId);
        return new Factor(secret, NullIfEmpty(texts[0]), NullIfEmpty(texts[1]));
    }

    /// <summary>The ids of the enrolments that were active when this factor was begun.</summary>
    public IReadOnlyList<string> Known(string sealedFactor, string userId, string enrolmentId) =>
        Read(sealedFactor, userId, enrolmentId).Texts[OwnTexts..];

    private (byte[] Secret, string[] Texts) Read(string sealedFactor, string userId, string enrolmentId)
    {
        var plain = protector.Open(sealedFactor, new SealBinding("factor", userId, enrolmentId)).AsSpan();
        var length = BinaryPrimitives.ReadInt32BigEndian(plain[1..]);
        var texts = Encoding.UTF8.GetString(plain[(1 + sizeof(int) + length)..]).Split('\0');
        return (plain.Slice(1 + sizeof(int), length).ToArray(), texts);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
