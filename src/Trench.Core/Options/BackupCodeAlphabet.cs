namespace Trench;

/// <summary>Alphabets of backup codes.</summary>
public static class BackupCodeAlphabet
{
    /// <summary>Crockford's base32: digits and upper-case letters without I, L, O and U.</summary>
    public const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}
