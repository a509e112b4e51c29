using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>The requests at one process: which operations were under way when it was killed.</summary>
internal sealed class Flights
{
    private readonly ConcurrentDictionary<Operation, TimeSpan> _took = new();
    private readonly ConcurrentDictionary<Operation, bool> _lost = new();
    private readonly ConcurrentDictionary<Operation, TaskCompletionSource> _awaited = new();
    private volatile bool _isOver;

    /// <summary>The operations of which a request was sent before the kill and has never been answered.</summary>
    public IReadOnlyCollection<Operation> Lost => [.. _lost.Keys];

    /// <summary>Waits until the next request of an operation is sent, and then for any part of the time that the one before took.</summary>
    public async Task AmidAsync(Operation operation)
    {
        var sent = _awaited.GetOrAdd(operation, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await sent.Task;
        await Task.Delay(_took[operation] * RandomNumberGenerator.GetInt32(1000) / 1000);
    }

    /// <summary>Whoever sends from now on sends after the kill.</summary>
    public void End() => _isOver = true;

    /// <summary>Sends one.</summary>
    public async Task<Answer> SendAsync(Operation operation, Func<Task<Answer>> request)
    {
        var (isBefore, begun) = (!_isOver, TimeProvider.System.GetTimestamp());
        try
        {
            var answering = request();
            if (_awaited.TryGetValue(operation, out var waiting))
            {
                waiting.TrySetResult();
            }

            var answer = await answering;
            _took[operation] = TimeProvider.System.GetElapsedTime(begun);
            return answer;
        }
        catch when (isBefore && _isOver)
        {
            _lost[operation] = true;
            throw;
        }
    }
}
