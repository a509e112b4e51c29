namespace Trench;

/// <summary>Seals what must be read again: TOTP secrets, targets, message bodies. Hashes are not its business.</summary>
/// <remarks>
/// The binding is part of the seal: what was sealed for one user and enrolment does not open for another, so that a row copied over another
/// row is useless.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Seals a secret for the given binding, under the current key.</summary>
    string Seal(ReadOnlySpan<byte> secret, SealBinding binding);

    /// <summary>Opens a sealed secret.</summary>
    /// <exception cref="SecretUnavailableException">The key is lost, or the text was sealed for another binding or tampered with.</exception>
    byte[] Open(string sealedSecret, SealBinding binding);
}

/// <summary>What a seal is bound to.</summary>
/// <param name="Kind">The kind of secret: one of <c>factor</c>, <c>message</c>, <c>data</c>, <c>key</c>.</param>
/// <param name="Owner">The user's id, or an empty string without one.</param>
/// <param name="Row">The id of the enrolment, message or challenge.</param>
public readonly record struct SealBinding(string Kind, string Owner, string Row);

/// <summary>
/// A sealed secret cannot be opened: the key ring is lost, or the ciphertext belongs elsewhere. The answer is 503 and an alarm, never a wrong code.
/// </summary>
public sealed class SecretUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SecretUnavailableException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public SecretUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public SecretUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
