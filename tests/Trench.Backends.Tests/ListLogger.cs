using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trench.Backends.Tests;

/// <summary>Keeps every line, at every level, with its exception.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyCollection<(LogLevel Level, string Text)> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
        _lines.Enqueue((level, $"{format(state, exception)} {exception}"));
}
