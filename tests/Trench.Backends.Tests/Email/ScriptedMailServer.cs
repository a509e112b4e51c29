using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trench.Backends.Email.Tests;

/// <summary>
/// A mail server that answers each command by a script and keeps every byte it was sent, for what the real sink never does: misbehave. With
/// a certificate it speaks TLS from the first byte.
/// </summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Func<string, string?> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <summary>
    /// Starts; the script gets an empty line for the greeting, then each command, and says what to answer; null for silence.
    /// </summary>
    public ScriptedMailServer(Func<string, string?> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every line that arrived, as it came over the wire.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>A certificate for a host name that is its own authority; who is to trust it gets the PEM file.</summary>
    public static X509Certificate2 NewCertificate(string host, string caFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(caFile, certificate.ExportCertificatePem());
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Stop();
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await ConverseAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        try
        {
            await using var stream = await OpenAsync(client);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var message = false;
            for (var line = ""; line is not null; line = await reader.ReadLineAsync(_end.Token))
            {
                if (line.Length > 0)
                {
                    _lines.Enqueue(line);
                }

                message &= line != ".";
                if (!message && _answer(line) is { } reply)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), _end.Token);
                    message = reply.StartsWith("354", StringComparison.Ordinal);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client left, or did not trust us: what it sent is in Lines.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return secured;
    }
}
