namespace Trench.EntityFrameworkCore;

/// <summary>The writers of this process at one file.</summary>
internal sealed class WriterQueue
{
    private int _waiting;
    private int _locks;
    private volatile bool _isLocked;

    public SemaphoreSlim Door { get; } = new(1, 1);

    /// <summary>How many want to write and have not got the file's lock.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How often somebody has got it, up to now.</summary>
    public int Locks => Volatile.Read(ref _locks);

    /// <summary>Whether somebody has it.</summary>
    public bool IsLocked => _isLocked;

    public void Come() => Interlocked.Increment(ref _waiting);

    public void Go() => Interlocked.Decrement(ref _waiting);

    public void Lock()
    {
        Go();
        Interlocked.Increment(ref _locks);
        _isLocked = true;
    }

    public void Unlock() => _isLocked = false;
}
