using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Tool.Tests;

/// <summary>What django-trench and pyotp compute, from the specifications.</summary>
internal static class Django
{
    public const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>A password hash as <c>django.contrib.auth.hashers.make_password</c> writes it.</summary>
    public static string Hash(string code, string salt = "q4Jx0nXk2mVb8sTd6wLz1a", int iterations = 260_000)
    {
        var hash = Rfc2898DeriveBytes.Pbkdf2(code, Encoding.ASCII.GetBytes(salt), iterations, HashAlgorithmName.SHA256, 32);
        return string.Create(CultureInfo.InvariantCulture, $"pbkdf2_sha256${iterations}${salt}${Convert.ToBase64String(hash)}");
    }

    /// <summary>The code of RFC 6238 with SHA-1, six digits and thirty seconds.</summary>
    public static string Totp(string secret, DateTimeOffset at)
    {
        var key = OldSecret.Decode(secret) ?? throw new ArgumentException("Not base32.", nameof(secret));
        var step = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        mac.AppendData(step);
        var hash = mac.GetHashAndReset();
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
