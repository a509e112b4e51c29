namespace Trench.EntityFrameworkCore;

/// <summary>
/// Lines to wait in, each with so many places at its head. The first few are open; each answer opens one more, so that a burst does not open
/// all connections in the same moment. A line that nobody stands in takes no memory.
/// </summary>
internal sealed class Lines
{
    private const int FirstPlaces = 6;

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

    /// <summary>Waits for a place at the head of a line, does the work there and gives the place back.</summary>
    /// <exception cref="TimeoutException">None was free for as long as <paramref name="longest"/>.</exception>
    public async Task<T> RunAsync<T>(
        string name, int places, TimeSpan longest, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var line = Join(name, places);
        try
        {
            if (!await line.Places.WaitAsync(longest, cancellationToken))
            {
                throw new TimeoutException("Those before did not finish in time.");
            }

            return await WorkAsync(line, work);
        }
        finally
        {
            Leave(line);
        }
    }

    private async Task<T> WorkAsync<T>(Line line, Func<Task<T>> work)
    {
        try
        {
            var result = await work();
            Widen(line);
            return result;
        }
        finally
        {
            line.Places.Release();
        }
    }

    private Line Join(string name, int places)
    {
        lock (_door)
        {
            if (!_lines.TryGetValue(name, out var line))
            {
                _lines.Add(name, line = new Line(name, places, Math.Min(places, FirstPlaces)));
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

    private void Widen(Line line)
    {
        lock (_door)
        {
            if (line.Open < line.Most)
            {
                line.Open++;
                line.Places.Release();
            }
        }
    }

    private sealed class Line(string name, int most, int open)
    {
        public string Name => name;

        public int Most => most;

        /// <summary>How many places there are so far.</summary>
        public int Open { get; set; } = open;

        public SemaphoreSlim Places { get; } = new(open);

        public int People { get; set; }
    }
}
