using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>Answers for the provider, notes when each attempt was made, and lets time pass until something holds.</summary>
internal sealed class MessageWatch(TestEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _attempts = [];

    /// <summary>When the attempts were made, by the engine's clock.</summary>
    public IReadOnlyList<DateTimeOffset> Attempts
    {
        get
        {
            lock (_lock)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>What each attempt leads to, by its number.</summary>
    public void Answer(Func<int, Delivery> answer) => Answer((attempt, _) => Task.FromResult(answer(attempt)));

    /// <summary>The same, in its own time.</summary>
    public void Answer(Func<int, CancellationToken, Task<Delivery>> answer) => engine.Messages.Answer = (_, token) =>
    {
        int attempt;
        lock (_lock)
        {
            _attempts.Add(engine.Clock.Now);
            attempt = _attempts.Count;
        }

        return answer(attempt, token);
    };

    /// <summary>Waits until something is so of the newest message, and moves the clock meanwhile.</summary>
    public async Task<OutboxMessage> UntilAsync(Func<OutboxMessage, bool> holds, TimeSpan? advance = null)
    {
        OutboxMessage? found = null;
        await UntilAsync(
            () =>
            {
                found = engine.Outbox.MaxBy(row => row.CreatedAt) is { } newest && holds(newest) ? newest : null;
                return Task.FromResult(found is not null);
            },
            advance);
        return found!;
    }

    /// <summary>Waits for anything. What the engine does when its clock moves is real work on other threads.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? advance = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            engine.Clock.Advance(advance ?? TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
    }
}
