using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Trench.AspNetCore;

/// <summary>
/// A hash that nobody's password has: checking it costs what checking a real one costs, so that time does not tell who exists.
/// </summary>
internal sealed class DummyPassword<TUser>
    where TUser : class, new()
{
    private string? _hash;

    /// <summary>Whom a password is checked for where the hasher does not look at the user.</summary>
    public TUser Nobody { get; } = new();

    /// <summary>Makes the hash on the first login of the process, whoever that is for, so that it is no sign either.</summary>
    public void Prepare(IPasswordHasher<TUser> hasher) =>
        _hash ??= hasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Does the work.</summary>
    public void Check(IPasswordHasher<TUser> hasher, string password)
    {
        Prepare(hasher);
        _ = hasher.VerifyHashedPassword(Nobody, _hash ?? "", password);
    }
}
