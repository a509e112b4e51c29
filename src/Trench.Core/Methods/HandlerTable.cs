namespace Trench;

/// <summary>
/// All registered handlers by name and alias, and the classes of the application that <c>HANDLER</c> names by their type.
/// </summary>
/// <remarks>
/// One class may be registered for several methods: its registrations are one handler here. Any other double name is a fault.
/// </remarks>
internal sealed class HandlerTable
{
    private readonly Dictionary<string, MethodHandler> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MethodHandler> _handlers = [];
    private readonly List<string> _duplicates = [];

    public HandlerTable(IEnumerable<MethodHandler> handlers)
    {
        foreach (var handler in handlers)
        {
            Add(handler);
        }
    }

    /// <summary>The handlers in order of registration.</summary>
    public IReadOnlyList<MethodHandler> All => _handlers;

    /// <summary>Names that two different handlers claim.</summary>
    public IReadOnlyList<string> Duplicates => _duplicates;

    /// <summary>The names that <c>HANDLER</c> may have, without aliases.</summary>
    public IEnumerable<string> Names => _handlers.Select(handler => handler.Name);

    /// <summary>The handler of this name, alias or type; null without.</summary>
    public MethodHandler? Find(string name) =>
        _byName.GetValueOrDefault(name) ?? (NamedType.Find(name) is { } type && DispatcherTypes.IsMethod(type) ? Of(type) : null);

    /// <summary>The handler of a class of the application: it reads any key.</summary>
    public static MethodHandler Of(Type dispatcher) => new(DispatcherTypes.NameOf(dispatcher), dispatcher);

    private void Add(MethodHandler handler)
    {
        if (_byName.TryGetValue(handler.Name, out var known) && known.DispatcherType == handler.DispatcherType && IsApplications(known))
        {
            var merged = known with { BuiltIn = [.. known.BuiltIn, .. handler.BuiltIn] };
            _handlers[_handlers.IndexOf(known)] = merged;
            _byName[handler.Name] = merged;
            return;
        }

        if (!_byName.TryAdd(handler.Name, handler))
        {
            _duplicates.Add(handler.Name);
            return;
        }

        _handlers.Add(handler);
        _duplicates.AddRange(handler.Aliases.Where(alias => !_byName.TryAdd(alias, handler)));
    }

    private static bool IsApplications(MethodHandler handler) => handler.Keys is null && handler.Aliases.Count == 0;
}
