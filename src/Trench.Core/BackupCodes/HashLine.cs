namespace Trench;

/// <summary>
/// The line in which slow hashes of answers wait: one of an account is computed at a time, so that whoever tries backup codes at one account
/// keeps one processor busy and not all of them. Those in line are computed on one thread, one after the other: to wake the next request each
/// time would take longer than its hash where the threads have a burst before them.
/// </summary>
internal sealed class HashLine
{
    private readonly Lock _door = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Computes a hash when those before it at the same account are done.</summary>
    public async Task<T> RunAsync<T>(string userId, Func<T> hash, CancellationToken cancellationToken)
    {
        var line = Join(userId);
        try
        {
            return await Task.Factory.StartNew(hash, cancellationToken, TaskCreationOptions.DenyChildAttach, line.Scheduler);
        }
        finally
        {
            Leave(userId, line);
        }
    }

    private Line Join(string userId)
    {
        lock (_door)
        {
            if (!_lines.TryGetValue(userId, out var line))
            {
                _lines.Add(userId, line = new Line());
            }

            line.Answers++;
            return line;
        }
    }

    private void Leave(string userId, Line line)
    {
        lock (_door)
        {
            if (--line.Answers == 0)
            {
                _lines.Remove(userId);
            }
        }
    }

    private sealed class Line
    {
        public TaskScheduler Scheduler { get; } = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        public int Answers { get; set; }
    }
}
