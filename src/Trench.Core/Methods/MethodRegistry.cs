using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>The configured methods by name. Fixed from the start on; names are compared byte by byte.</summary>
public sealed class MethodRegistry
{
    private readonly FrozenDictionary<string, Entry> _entries;

    internal MethodRegistry(HandlerTable handlers, IOptions<TrenchOptions> options)
    {
        All = [.. options.Value.Methods.Select(settings => settings.Name)];
        Names = [.. options.Value.Methods.Where(settings => !settings.IsHidden).Select(settings => settings.Name)];
        _entries = options.Value.Methods.ToFrozenDictionary(
            settings => settings.Name,
            settings => Entry.Of(settings, handlers),
            StringComparer.Ordinal);
    }

    /// <summary>The names in the order in which methods are listed.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The same and, after them, the methods that only confirmations list.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Whether a method of this name is configured.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The settings of a method; null when none of this name is configured.</summary>
    public MethodSettings? Find(string name) => _entries.GetValueOrDefault(name)?.Settings;

    /// <summary>Whether the method sends codes; false also for an unknown one.</summary>
    public bool IsDelivered(string name) => _entries.TryGetValue(name, out var entry) && DispatcherTypes.IsDelivered(entry.Type);

    /// <summary>
    /// Makes the method with what its constructor asks of a request's services. Flows use <see cref="MethodSet"/>, which keeps it.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No method of this name is configured.</exception>
    public Method Make(string name, IServiceProvider scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var entry = _entries[name];
        var method = (Method)entry.Factory(scope, []);
        method.Settings = entry.Settings;
        if (method is AbstractMessageDispatcher dispatcher)
        {
            dispatcher.Users = scope.GetRequiredService<IUserDirectory>();
        }

        return method;
    }

    private sealed record Entry(MethodSettings Settings, Type Type, ObjectFactory Factory)
    {
        public static Entry Of(MethodSettings settings, HandlerTable handlers)
        {
            var type = handlers.Find(settings.Handler)?.DispatcherType
                ?? throw new InvalidOperationException($"No handler {settings.Handler} is registered for the method {settings.Name}.");
            return new Entry(settings, type, ActivatorUtilities.CreateFactory(type, []));
        }
    }
}
