using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Seals under the key ring. The binding is the purpose of the protector, so that a text moved to another row does not open there.
/// </summary>
internal sealed class DataProtectionSecretProtector(KeyRing ring) : ISecretProtector
{
    private readonly IDataProtector _root = ring.Provider.CreateProtector("Trench.Secrets");

    /// <inheritdoc />
    public string Seal(ReadOnlySpan<byte> secret, SealBinding binding)
    {
        var copy = secret.ToArray();
        try
        {
            return Base64Url.EncodeToString(For(binding).Protect(copy));
        }
        catch (CryptographicException fault)
        {
            throw Translate(fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <inheritdoc />
    public byte[] Open(string sealedSecret, SealBinding binding)
    {
        ArgumentNullException.ThrowIfNull(sealedSecret);
        try
        {
            return For(binding).Unprotect(Base64Url.DecodeFromChars(sealedSecret));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            throw Translate(fault);
        }
    }

    private IDataProtector For(SealBinding binding) => _root.CreateProtector(binding.Kind, binding.Owner, binding.Row);

    // Data Protection reports everything as one kind of exception: whether the ring was unreachable or unreadable lies beneath.
    private static Exception Translate(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SecretUnavailableException)
            {
                return new SecretUnavailableException(cause.Message, fault);
            }
        }

        return StoreFaults.IsUnavailable(fault)
            ? StoreFaults.Unavailable(fault)
            : new SecretUnavailableException("A sealed secret cannot be opened: its key is lost, or it belongs to another row.", fault);
    }
}
