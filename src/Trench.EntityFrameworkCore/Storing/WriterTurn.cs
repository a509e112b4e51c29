namespace Trench.EntityFrameworkCore;

/// <summary>One writer in the queue of its file: waiting, at the head, and holding the file's lock.</summary>
internal sealed class WriterTurn : IDisposable
{
    private readonly WriterQueue _queue;
    private bool _isAtHead;
    private bool _hasLock;

    public WriterTurn(WriterQueue queue)
    {
        _queue = queue;
        queue.Come();
    }

    /// <summary>Waits for the head of the queue; false when it did not come.</summary>
    public async Task<bool> ComeAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        _isAtHead = await _queue.Door.WaitAsync(longest, cancellationToken);

    /// <summary>The database has given this writer its lock: whoever waits now waits for us, and not for somebody unknown.</summary>
    public void Lock()
    {
        _hasLock = true;
        _queue.Lock();
    }

    public void Dispose()
    {
        if (_hasLock)
        {
            _queue.Unlock();
        }
        else
        {
            _queue.Go();
        }

        if (_isAtHead)
        {
            _queue.Door.Release();
        }
    }
}
