using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trench.Backends.Email;

/// <summary>Decides whether the mail server is who it says: by the system's roots, or by those of <c>CaFile</c> beside them.</summary>
internal sealed class ServerTrust(string? caFile)
{
    private readonly X509Certificate2Collection? _roots = caFile is null ? null : Load(caFile);

    /// <summary>What is wrong with a file of roots; null when it can be used.</summary>
    public static string? FaultOf(string caFile)
    {
        try
        {
            return Load(caFile).Count > 0 ? null : $"{SmtpConfiguration.Section}:CaFile holds no certificate: set a PEM file.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{SmtpConfiguration.Section}:CaFile cannot be read as PEM: {fault.Message}";
        }
    }

    /// <summary>Judges the certificate that the server shows; the callback of the TLS handshake.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // Only an unknown root can be made good by a private one; another name or a missing certificate cannot.
        return errors == SslPolicyErrors.RemoteCertificateChainErrors
            && _roots is { } roots
            && certificate is X509Certificate2 shown
            && LeadsToRoot(shown, chain, roots);
    }

    private static bool LeadsToRoot(X509Certificate2 shown, X509Chain? presented, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(shown);
    }

    private static X509Certificate2Collection Load(string caFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(caFile);
        return roots;
    }
}
