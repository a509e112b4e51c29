using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Seals under the key ring. The binding is the purpose of the protector, so that a text moved to another row does not open there.
/// </summary>
internal sealed class DataProtectionSecretProtector(KeyRing ring) : ISecretProtector
{
    private const string Root = "Trench.Secrets";

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
            return OpenOnce(sealedSecret, binding);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return IsUnderNewKey(sealedSecret) ? OpenAgain(sealedSecret, binding) : throw Translate(fault);
        }
    }

    private byte[] OpenAgain(string sealedSecret, SealBinding binding)
    {
        try
        {
            return OpenOnce(sealedSecret, binding);
        }
        catch (CryptographicException fault)
        {
            throw Translate(fault);
        }
    }

    private byte[] OpenOnce(string sealedSecret, SealBinding binding) =>
        For(binding).Unprotect(Base64Url.DecodeFromChars(sealedSecret));

    // Another node, or the command trench, has made a key since this node looked.
    private bool IsUnderNewKey(string sealedSecret)
    {
        try
        {
            return SealedText.KeyIdOf(sealedSecret) is { } keyId && ring.Finds(keyId);
        }
        catch (CryptographicException fault)
        {
            throw Translate(fault);
        }
    }

    private IDataProtector For(SealBinding binding) =>
        ring.Provider.CreateProtector(Root).CreateProtector(binding.Kind, binding.Owner, binding.Row);

    // Data Protection reports everything as one kind of exception: whether the ring was unreachable or unreadable lies beneath.
    private static Exception Translate(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SecretUnavailableException or StoreUnavailableException)
            {
                return cause is SecretUnavailableException
                    ? new SecretUnavailableException(cause.Message, fault)
                    : StoreFaults.Unavailable(fault);
            }
        }

        return StoreFaults.IsUnavailable(fault)
            ? StoreFaults.Unavailable(fault)
            : new SecretUnavailableException("A sealed secret cannot be opened: its key is lost, or it belongs to another row.", fault);
    }
}
