using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Trench.AspNetCore;

/// <summary>
/// A hash that nobody's password has: checking it costs what checking a real one costs, so that time does not tell who exists.
/// </summary>
internal sealed class DummyPassword<TUser>
    where TUser : class, new()
{
    private readonly TUser _nobody = new();
    private string? _hash;

    /// <summary>Makes the hash on the first login of the process, whoever that is for, so that it is no sign either.</summary>
    public void Prepare(IPasswordHasher<TUser> hasher) =>
        _hash ??= hasher.HashPassword(_nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Checks a password for nobody in particular; where there is no hash it does the work all the same, and fails.</summary>
    public PasswordVerificationResult Check(IPasswordHasher<TUser> hasher, string? hash, string password)
    {
        Prepare(hasher);
        var verdict = hasher.VerifyHashedPassword(_nobody, hash ?? _hash ?? "", password);
        return hash is null ? PasswordVerificationResult.Failed : verdict;
    }
}
