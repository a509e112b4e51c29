namespace Trench.EntityFrameworkCore;

/// <summary>Lines to wait in, each with so many places at its head. A line that nobody stands in takes no memory.</summary>
internal sealed class Lines
{
    private readonly Lock _door = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>How many lines somebody stands in.</summary>
    public int Count
    {
        get
        {
            lock (_door)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Waits for a place at the head of a line and gives it back on disposal.</summary>
    /// <exception cref="TimeoutException">None was free for as long as <paramref name="longest"/>.</exception>
    public async Task<IDisposable> EnterAsync(string name, int places, TimeSpan longest, CancellationToken cancellationToken)
    {
        var line = Join(name, places);
        var entered = false;
        try
        {
            entered = await line.Places.WaitAsync(longest, cancellationToken);
            return entered ? new Turn(this, line) : throw new TimeoutException("Those before did not finish in time.");
        }
        finally
        {
            if (!entered)
            {
                Leave(line);
            }
        }
    }

    private Line Join(string name, int places)
    {
        lock (_door)
        {
            if (!_lines.TryGetValue(name, out var line))
            {
                _lines.Add(name, line = new Line(name, new SemaphoreSlim(places)));
            }

            line.People++;
            return line;
        }
    }

    private void Leave(Line line)
    {
        lock (_door)
        {
            if (--line.People == 0)
            {
                _lines.Remove(line.Name);
            }
        }
    }

    private sealed record Line(string Name, SemaphoreSlim Places)
    {
        public int People { get; set; }
    }

    private sealed class Turn(Lines lines, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.Places.Release();
            lines.Leave(line);
        }
    }
}
