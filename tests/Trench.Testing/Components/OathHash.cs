namespace Trench.Testing;

/// <summary>The hash under a TOTP, by the names RFC 6238 gives.</summary>
public enum OathHash
{
    /// <summary>HMAC-SHA-1, what every authenticator app understands.</summary>
    Sha1,

    /// <summary>HMAC-SHA-256.</summary>
    Sha256,

    /// <summary>HMAC-SHA-512.</summary>
    Sha512,
}
