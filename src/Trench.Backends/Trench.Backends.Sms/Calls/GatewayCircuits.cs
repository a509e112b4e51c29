using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Trench.Backends.Sms;

/// <summary>
/// One circuit for each method: a call is bounded in time, and a gateway that keeps failing is left alone for a while. Nothing is repeated
/// in here: the outbox does that, and only where the message was surely not taken.
/// </summary>
internal sealed partial class GatewayCircuits(TimeProvider clock, ILogger<GatewayCircuits> logger)
{
    /// <summary>How long one call may take: below the engine's ten seconds, so that the reason is ours.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(8);

    /// <summary>How long an open circuit asks nothing; then one call tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private const int Failures = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<GatewayVerdict>> _byMethod = new(StringComparer.Ordinal);

    public ResiliencePipeline<GatewayVerdict> Of(string method) => _byMethod.GetOrAdd(method, Build);

    private ResiliencePipeline<GatewayVerdict> Build(string method) =>
        new ResiliencePipelineBuilder<GatewayVerdict> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<GatewayVerdict>
            {
                MinimumThroughput = Failures,

                // Of many calls half must fail; of five, three would do, and the gateway is as ill then.
                FailureRatio = 0.5,
                SamplingDuration = Window,
                BreakDuration = Pause,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is TimeoutRejectedException || arguments.Outcome.Result is { IsIllness: true }),
                OnOpened = _ =>
                {
                    Log.Opened(logger, method, Pause.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    Log.Closed(logger, method);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(LongestCall)
            .Build();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The gateway of {Method} keeps failing and is not asked for {Seconds} s")]
        public static partial void Opened(ILogger logger, string method, double seconds);

        [LoggerMessage(Level = LogLevel.Information, Message = "The gateway of {Method} works again")]
        public static partial void Closed(ILogger logger, string method);
    }
}
