namespace Trench.Testing;

/// <summary>Every message the engine sent, in the order in which they arrived, and what to answer next time.</summary>
public sealed class CapturedMessages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<Message> _all = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the next attempts lead to; sent when it is null.</summary>
    public Func<Message, CancellationToken, Task<Delivery>>? Answer { get; set; }

    /// <summary>The messages that were handed over, whatever the answer was.</summary>
    public IReadOnlyList<Message> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>How many messages an address got.</summary>
    public int Count(string recipient) => All.Count(message => message.Recipient == recipient);

    /// <summary>The newest message to an address.</summary>
    public Message Last(string recipient) => All.Last(message => message.Recipient == recipient);

    /// <summary>Waits until an address has got so many messages; logins do not wait for their message, so a test has to.</summary>
    public async Task<Message> WaitAsync(string recipient, int count)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                var got = _all.Where(message => message.Recipient == recipient).ToList();
                if (got.Count >= count)
                {
                    return got[count - 1];
                }

                arrival = _arrival.Task;
            }

            await arrival.WaitAsync(Patience);
        }
    }

    /// <summary>Takes a message and answers as it was told to.</summary>
    public Task<Delivery> TakeAsync(Message message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _all.Add(message);
            _arrival.SetResult();
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Answer is { } answer ? answer(message, cancellationToken) : Task.FromResult(Delivery.Sent());
    }
}

/// <summary>A method that delivers to the test instead of a person.</summary>
public sealed class CaptureDispatcher(CapturedMessages messages) : AbstractMessageDispatcher
{
    /// <inheritdoc />
    public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => messages.TakeAsync(message, cancellationToken);
}
