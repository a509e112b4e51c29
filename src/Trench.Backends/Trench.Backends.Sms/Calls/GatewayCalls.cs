using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Trench.Backends.Sms;

/// <summary>One message on its way to a gateway.</summary>
/// <param name="Method">The method it belongs to.</param>
/// <param name="Recipient">The phone.</param>
/// <param name="Request">Makes the request.</param>
/// <param name="Judge">Reads the answer.</param>
internal sealed record GatewayCall(
    string Method, string Recipient, Func<HttpRequestMessage> Request, Func<GatewayAnswer, GatewayVerdict> Judge)
{
    /// <summary>Whether the gateway recognises the message's identifier and sends it once, however often it is handed over.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Hides the phone.</summary>
    public override string ToString() => $"Call of {Method}";
}

/// <summary>Makes one call, and says what it means for the message.</summary>
internal sealed partial class GatewayCalls(GatewayCircuits circuits, TimeProvider clock, ILogger<GatewayCalls> logger)
{
    public async Task<Delivery> MakeAsync(HttpClient client, GatewayCall call, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await circuits.Of(call.Method).ExecuteAsync(
                static async (state, token) => await state.This.AskAsync(state.Client, state.Call, token),
                (This: this, Client: client, Call: call),
                cancellationToken);
            return Settle(call, verdict);
        }
        catch (TimeoutRejectedException)
        {
            return Settle(call, GatewayVerdict.Unclear($"no answer within {GatewayCircuits.LongestCall.TotalSeconds:0} s"));
        }
        catch (BrokenCircuitException open)
        {
            return Delivery.Postponed("The gateway keeps failing and is not asked now.", open.RetryAfter ?? GatewayCircuits.Pause);
        }
    }

    private async Task<GatewayVerdict> AskAsync(HttpClient client, GatewayCall call, CancellationToken cancellationToken)
    {
        using var request = call.Request();
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await GatewayAnswer.ReadAsync(response, clock, cancellationToken) is { } answer
                ? call.Judge(answer)
                : GatewayVerdict.Unclear($"status {(int)response.StatusCode} with an answer longer than {GatewayAnswer.LongestBody} bytes");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new GatewayVerdict(GatewayResult.NotTaken, $"no connection within {GatewayConnection.LongestConnect.TotalSeconds:0} s");
        }
        catch (HttpRequestException fault) when (fault.InnerException is AuthenticationException)
        {
            return new GatewayVerdict(GatewayResult.Misconfigured, "its certificate is not trusted");
        }
        catch (HttpRequestException fault) when (IsBeforeSending(fault))
        {
            return new GatewayVerdict(GatewayResult.NotTaken, $"it cannot be reached ({fault.HttpRequestError})");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return GatewayVerdict.Unclear("the connection broke");
        }
    }

    private Delivery Settle(GatewayCall call, GatewayVerdict verdict)
    {
        switch (verdict.Result)
        {
            case GatewayResult.Taken:
                return Delivery.Sent();
            case GatewayResult.BadNumber:
                var phone = PhoneNumber.Mask(call.Recipient);
                return Delivery.RefusedTarget(SmsPhrases.CannotReceive, $"The gateway refuses {phone}: {verdict.Reason}.");
            case GatewayResult.Misconfigured:
                Log.Alarm(logger, call.Method, verdict.Reason);
                return Delivery.FailedForGood($"The gateway refuses what is sent in the operator's name: {verdict.Reason}.");
            case GatewayResult.Unclear when !call.IsRepeatable:
                return Delivery.FailedForGood($"The message may have been taken and is not repeated: {verdict.Reason}.");
            default:
                return Delivery.Failed($"The gateway did not take it: {verdict.Reason}.", verdict.RetryAfter);
        }
    }

    private static bool IsBeforeSending(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The gateway of {Method} takes no messages until its account or settings are mended: {Reason}")]
        public static partial void Alarm(ILogger logger, string method, string reason);
    }
}
