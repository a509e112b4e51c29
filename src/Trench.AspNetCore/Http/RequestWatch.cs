using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>
/// Answers a request that waits for a silent store: its client is told at once and its work is cancelled, also where the driver does not let
/// go before a time-out of its own. Of the two who may answer, the route and this, one does.
/// </summary>
internal sealed partial class RequestWatch : IAsyncDisposable
{
    // Most requests are over by then, and nobody asks.
    private static readonly TimeSpan Wonder = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private int _answers;

    private RequestWatch(HttpContext context, WatchedRoute? route)
    {
        _work = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _watching = WatchAsync(context, route, context.RequestServices.GetRequiredService<PulseWatch>());
    }

    private enum Answers
    {
        Nobody,
        Route,
        Watch,
    }

    /// <summary>Cancelled when the client is gone or the store is silent.</summary>
    public CancellationToken Token => _work.Token;

    /// <summary>Whether the client has been told that the store is silent.</summary>
    public bool HasAnswered => Volatile.Read(ref _answers) == (int)Answers.Watch;

    /// <summary>The watch of a request of ours, which begins with the first who asks for it and ends with the request.</summary>
    public static RequestWatch Of(HttpContext context)
    {
        if (context.Features.Get<RequestWatch>() is not { } watch)
        {
            context.Features.Set(watch = new RequestWatch(context, RouteOf(context)));
            context.Response.RegisterForDisposeAsync(watch);
        }

        return watch;
    }

    /// <summary>A watch over a part of an application's request, until disposal: it cancels and does not answer.</summary>
    public static RequestWatch Over(HttpContext context) => new(context, route: null);

    /// <summary>The route of ours that a request has come to; null when it is the application's.</summary>
    public static WatchedRoute? RouteOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<WatchedRoute>();

    /// <summary>Answers, and nothing keeps it; nothing where the client has been told already.</summary>
    public static async Task TellAsync(HttpContext context, IResult answer)
    {
        if (context.Features.Get<RequestWatch>() is not { } watch || watch.LeaveToRoute())
        {
            NoStore.Apply(context.Response);
            await answer.ExecuteAsync(context);
        }
    }

    /// <summary>Leaves the answer to the route; false when the client has been told already.</summary>
    public bool LeaveToRoute() => TryTake(Answers.Route);

    /// <summary>Ends the watch with its request.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _ended.CancelAsync();
            await _watching;
        }
        finally
        {
            _ended.Dispose();
            _work.Dispose();
        }
    }

    private bool TryTake(Answers who) =>
        Interlocked.CompareExchange(ref _answers, (int)who, (int)Answers.Nobody) is var before
        && (before == (int)Answers.Nobody || before == (int)who);

    private async Task WatchAsync(HttpContext context, WatchedRoute? route, PulseWatch pulse)
    {
        Task<bool> silence;
        do
        {
            if (await EndsBeforeAsync(Task.Delay(Wonder, _ended.Token)) || await EndsBeforeAsync(silence = pulse.IsSilentAsync()))
            {
                return;
            }
        }
        while (!await silence);

        var logger = context.RequestServices.GetRequiredService<ILogger<RequestWatch>>();

        // First the answer: while the work sleeps, hardly anybody else touches the request.
        if (route is not null && !context.Response.HasStarted && TryTake(Answers.Watch))
        {
            await AnswerAsync(context, route, logger);
        }

        await CancelAsync(logger);
    }

    private async Task<bool> EndsBeforeAsync(Task task)
    {
        await task.WaitAsync(_ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _ended.IsCancellationRequested;
    }

    private async Task CancelAsync(ILogger logger)
    {
        try
        {
            await _work.CancelAsync();
        }
        catch (AggregateException fault)
        {
            Log.NotLet(logger, fault);
        }
    }

    private static async Task AnswerAsync(HttpContext context, WatchedRoute route, ILogger logger)
    {
        try
        {
            // The next request must not wait on this connection until the work has ended.
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            NoStore.Apply(context.Response);
            await (route.Reword?.Invoke(Faults.Unavailable) ?? Faults.Unavailable).ExecuteAsync(context);
            await context.Response.CompleteAsync();
            Log.Silent(logger);
        }
        catch (Exception fault)
        {
            Log.Untold(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The database is silent: a request was answered with 503.")]
        public static partial void Silent(ILogger logger);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A client could not be told that the database is silent.")]
        public static partial void Untold(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The work of a client that was told so could not be cancelled.")]
        public static partial void NotLet(ILogger logger, Exception exception);
    }
}
