using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Trench.Demo.Tests;

/// <summary>
/// The demo with a method for each gateway and each thing that may be wrong with it, and the server that stands in for the gateways. A method
/// of its own for each fault, because a gateway that failed is left alone for a while.
/// </summary>
public sealed partial class SmsVendors : IAsyncLifetime
{
    public static readonly IReadOnlyList<string> Handlers = ["twilio", "smsapi", "aws_sns"];

    /// <summary>What a gateway's words would be, if anybody repeated them.</summary>
    public const string Words = "vendor says no to AC0042";

    private const string Down = "down";
    private const string Right = "right";

    private static readonly Dictionary<string, Func<GatewayRequest, HttpContext, Task>> Answers = new()
    {
        [Down] = GatewayAnswers.Break,
        ["slow"] = GatewayAnswers.Silence,
        ["breaks_off"] = GatewayAnswers.Break,
        ["client_error"] = GatewayAnswers.Of(400, $$"""{"code":20001,"error":101,"message":"{{Words}}"}"""),
        ["forbidden"] = GatewayAnswers.Of(403, Words, "text/plain"),
        ["busy"] = GatewayAnswers.Of(429, Words, "text/plain", retryAfter: "7"),
        ["server_error"] = GatewayAnswers.Of(500, Words, "text/plain"),
        ["malformed"] = GatewayAnswers.Of(200, "{\"sid\":" + Words),
        ["page"] = GatewayAnswers.Html(200),
        ["empty"] = GatewayAnswers.Of(200, ""),
        ["huge"] = GatewayAnswers.Flood,
    };

    private GatewayDouble? _gateway;
    private LoneNode? _node;

    public static IEnumerable<string> Faults => Answers.Keys;

    internal DemoHost Host => _node!.Host;

    public static string Method(string handler, string fault = Right) => $"{handler}_{fault}";

    /// <summary>From now on the gateway has this fault.</summary>
    public void Break(string fault = "breaks_off") => _gateway!.Answer = Answers[fault];

    /// <summary>From now on it answers as this one should.</summary>
    public void Mend(string handler) => _gateway!.Answer = handler switch
    {
        "twilio" => TwilioDouble.AnswerAsync,
        "smsapi" => new SmsApiDouble().AnswerAsync,
        _ => new SnsDouble(Host.Clock).AnswerAsync,
    };

    /// <summary>Does what sends a message; the code in it, as it reached the gateway.</summary>
    public async Task<string> CodeOfAsync(Func<Task> send)
    {
        var before = _gateway!.Requests.Count;
        await send();
        for (var tries = 0; _gateway.Requests.Count == before && tries < before + 2; tries++)
        {
            await _gateway.ArrivalAsync();
        }

        var form = _gateway.Requests.Last().Form;
        var text = form.GetValueOrDefault("Body") ?? form.GetValueOrDefault("message") ?? form["Message"];
        return Digits().Match(text).Value;
    }

    public async Task InitializeAsync()
    {
        _gateway = await GatewayDouble.StartAsync(GatewayAnswers.Break);
        _node = await LoneNode.CreateAsync(
        [
            new("TRENCH_AUTH:SMS_COUNTRIES", "48,1"),
            new("TRENCH_AUTH:SEND_WAIT", "1"),
            .. Handlers.SelectMany(handler => Faults.Append(Right).SelectMany(fault => Settings(handler, fault))),
        ]);
    }

    public async Task DisposeAsync()
    {
        await _node!.DisposeAsync();
        await _gateway!.DisposeAsync();
    }

    private IEnumerable<KeyValuePair<string, string>> Settings(string handler, string fault) => GatewayAccounts.Of(handler)
        .Append(("HANDLER", handler))
        .Append(("BASE_URL", fault == Down ? $"http://127.0.0.1:{ClosedPort()}" : _gateway!.Address))
        .Select(pair => KeyValuePair.Create($"TRENCH_AUTH:MFA_METHODS:{Method(handler, fault)}:{pair.Item1}", pair.Item2));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
