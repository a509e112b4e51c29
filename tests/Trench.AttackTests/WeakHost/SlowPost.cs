using Trench.Backends.Email;

namespace Trench.AttackTests;

/// <summary>Counts the mails that are queued and have not left yet, so that the weak host can wait for them.</summary>
internal sealed class SlowPost
{
    private readonly Lock _door = new();
    private TaskCompletionSource _empty = New();
    private int _waiting;

    /// <summary>One more is queued.</summary>
    public void Add()
    {
        lock (_door)
        {
            _empty = _waiting++ == 0 ? New() : _empty;
        }
    }

    /// <summary>Ends when all have left.</summary>
    public Task EmptyAsync()
    {
        lock (_door)
        {
            return _waiting == 0 ? Task.CompletedTask : _empty.Task;
        }
    }

    /// <summary>A transport that tells when one has left.</summary>
    public IEmailTransport Watch(IEmailTransport transport) => new Watched(this, transport);

    private void Remove()
    {
        lock (_door)
        {
            if (--_waiting == 0)
            {
                _empty.SetResult();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Watched(SlowPost post, IEmailTransport transport) : IEmailTransport
    {
        public async Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
        {
            try
            {
                return await transport.SendAsync(message, cancellationToken);
            }
            finally
            {
                post.Remove();
            }
        }
    }
}
