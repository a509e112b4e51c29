using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Trench.AttackTests;

/// <summary>What is attacked: nodes of the demo that share a database.</summary>
internal sealed partial class Target(IReadOnlyList<Uri> nodes, TestDatabase database, SmtpSink? sink = null) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<HttpClient> _clients = [];

    /// <summary>Where the nodes keep everything.</summary>
    public TestDatabase Database => database;

    /// <summary>The mail server the nodes send to; null where they file their mails.</summary>
    public SmtpSink? Sink => sink;

    /// <summary>Node by node, over and over.</summary>
    public Uri Node(int number) => nodes[number % nodes.Count];

    /// <summary>A client with an address of its own, so that what is counted for one address says nothing of another.</summary>
    public Api Visitor(int node = 0) => VisitorFrom(NewAddress(), node);

    /// <summary>A client with this address.</summary>
    public Api VisitorFrom(IPAddress address, int node = 0)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Expect100ContinueTimeout = Patience,
            ConnectCallback = async (context, token) => await ConnectAsync(address, context.DnsEndPoint, token),
        })
        {
            BaseAddress = Node(node),
        };
        lock (_clients)
        {
            _clients.Add(client);
        }

        return new Api(client);
    }

    /// <summary>One of the sixteen million addresses of the loopback interface that nobody else has.</summary>
    public static IPAddress NewAddress() => new([127, .. Enumerable.Range(0, 3).Select(_ => (byte)RandomNumberGenerator.GetInt32(1, 255))]);

    /// <summary>The code that was sent last; whichever node sent it has filed it.</summary>
    public async Task<string> CodeSentToAsync(string address)
    {
        if (sink is not null)
        {
            return (await sink.WaitForMailAsync(address)).Code;
        }

        var sent = await CodesSentToAsync(address);
        return sent.Count > 0 ? sent.MaxBy(mail => mail.At).Code : throw new InvalidOperationException($"No code was sent to {address}.");
    }

    /// <summary>How many codes have been sent, as long as the nodes keep them.</summary>
    public async Task<int> CountSentToAsync(string address) => (await CodesSentToAsync(address)).Count;

    private async Task<List<(DateTimeOffset At, string Code)>> CodesSentToAsync(string address)
    {
        var sent = new List<(DateTimeOffset At, string Code)>();
        for (var node = 0; node < nodes.Count; node++)
        {
            var mails = (await Visitor(node).GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();
            sent.AddRange(
                from mail in mails
                where mail["to"]!.GetValue<string>() == address
                let code = DigitRun().Match(mail["text"]!.GetValue<string>())
                where code.Success
                select (mail["at"]!.GetValue<DateTimeOffset>(), code.Value));
        }

        return sent;
    }

    /// <summary>The first code sent after an instant, however long the message takes; the test's own time limit is the end of it.</summary>
    public async Task<string> CodeSentToAsync(string address, DateTimeOffset after)
    {
        while (true)
        {
            if ((await CodesSentToAsync(address)).Where(sent => sent.At > after).OrderBy(sent => sent.At).ToList() is [var first, ..])
            {
                return first.Code;
            }
        }
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private static async Task<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, port: 0));
        await socket.ConnectAsync(to, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRun();
}
