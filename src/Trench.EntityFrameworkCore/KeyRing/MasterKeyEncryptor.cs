using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore;

/// <summary>Data Protection hands the secret part of a new key here before it is stored.</summary>
internal sealed class MasterKeyEncryptor(KeyRingSeal seal) : IXmlEncryptor
{
    /// <inheritdoc />
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var secret = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedKey = seal.Seal(secret, KeyRingSeal.RingPurpose);
        CryptographicOperations.ZeroMemory(secret);
        return new EncryptedXmlInfo(sealedKey, typeof(MasterKeyDecryptor));
    }
}

/// <summary>The way back. Data Protection makes it by the name that is stored with the key.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly KeyRingSeal _seal = services.GetRequiredService<KeyRingSeal>();

    /// <inheritdoc />
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        return XElement.Parse(Encoding.UTF8.GetString(_seal.Open(encryptedElement, KeyRingSeal.RingPurpose)));
    }
}
