namespace Trench.EntityFrameworkCore;

/// <summary>
/// Lines to wait in, each with so many places at its head. The first few are open; each answer opens one more, so that a burst does not open
/// all connections in the same moment. Whoever has a place and hears nothing from the database tells everybody behind, who would only wait
/// for the same. A line that nobody stands in takes no memory.
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
    /// <exception cref="TimeoutException">
    /// None was free for as long as <paramref name="longest"/>, or the database was silent towards those before.
    /// </exception>
    public async Task<T> RunAsync<T>(
        string name, int places, TimeSpan longest, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var line = Join(name, places);
        try
        {
            await WaitAsync(line, longest, cancellationToken);
            return await WorkAsync(line, work);
        }
        finally
        {
            Leave(line);
        }
    }

    private async Task WaitAsync(Line line, TimeSpan longest, CancellationToken cancellationToken)
    {
        var silence = SilenceOf(line);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            if (!await line.Places.WaitAsync(longest, patience.Token))
            {
                throw new TimeoutException("Those before did not finish in time.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent();
        }

        // The place of whoever told may come before the word does.
        if (SilenceOf(line) != silence)
        {
            line.Places.Release();
            throw Silent();
        }
    }

    private async Task<T> WorkAsync<T>(Line line, Func<Task<T>> work)
    {
        var answersBefore = AnswersOf(line);
        try
        {
            var result = await work();
            Answered(line);
            return result;
        }
        catch (Exception fault) when (StoreFaults.IsSilence(fault))
        {
            Unanswered(line, answersBefore);
            throw;
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

    private static TimeoutException Silent() => new("The database does not answer those before.");

    private CancellationTokenSource SilenceOf(Line line)
    {
        lock (_door)
        {
            return line.Silence;
        }
    }

    private long AnswersOf(Line line)
    {
        lock (_door)
        {
            return line.Answers;
        }
    }

    private void Answered(Line line)
    {
        lock (_door)
        {
            line.Answers++;
            if (line.Open < line.Most)
            {
                line.Open++;
                line.Places.Release();
            }
        }
    }

    // While others are answered the database is there, and only this one's statement was slow: a lock, say.
    private void Unanswered(Line line, long answersBefore)
    {
        CancellationTokenSource waiting;
        lock (_door)
        {
            if (line.Answers > answersBefore)
            {
                return;
            }

            (waiting, line.Silence) = (line.Silence, new CancellationTokenSource());
        }

        waiting.Cancel();
    }

    private sealed class Line(string name, int most, int open)
    {
        public string Name => name;

        public int Most => most;

        /// <summary>How many places there are so far.</summary>
        public int Open { get; set; } = open;

        public SemaphoreSlim Places { get; } = new(open);

        public int People { get; set; }

        /// <summary>How many were answered here.</summary>
        public long Answers { get; set; }

        /// <summary>Ends the waiting of those who stand here now.</summary>
        public CancellationTokenSource Silence { get; set; } = new();
    }
}
