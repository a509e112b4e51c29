using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Trench.Backends.Email;

/// <summary>
/// Leaves a mail server that keeps failing alone for a while, so that its mails wait in the outbox and not for it. Nothing is repeated in here.
/// </summary>
internal sealed partial class MailCircuit(TimeProvider clock, ILogger logger)
{
    /// <summary>How long an open circuit asks nothing; then one mail tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private const int Failures = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline _pipeline = Build(clock, logger);

    /// <summary>Hands a mail over, unless the circuit is open: then it is told when the server is asked again.</summary>
    public async Task<Delivery> RunAsync<T>(Func<T, CancellationToken, ValueTask> hand, T mail, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.ExecuteAsync(hand, mail, cancellationToken);
            return Delivery.Sent();
        }
        catch (BrokenCircuitException open)
        {
            return Delivery.Postponed("The mail server keeps failing and is not asked now.", open.RetryAfter ?? Pause);
        }
    }

    private static ResiliencePipeline Build(TimeProvider clock, ILogger logger) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            MinimumThroughput = Failures,

            // Of many mails half must fail; of five, three would do, and the server is as ill then.
            FailureRatio = 0.5,
            SamplingDuration = Window,
            BreakDuration = Pause,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } fault && SmtpFailure.IsIllness(fault)),
            OnOpened = _ =>
            {
                Log.Opened(logger, Pause.TotalSeconds);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                Log.Closed(logger);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The mail server keeps failing and is not asked for {Seconds} s")]
        public static partial void Opened(ILogger logger, double seconds);

        [LoggerMessage(Level = LogLevel.Information, Message = "The mail server works again")]
        public static partial void Closed(ILogger logger);
    }
}
