using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>Reads <c>MFA_METHODS</c> over the methods that exist without it.</summary>
internal sealed class MethodSectionReader(HandlerTable handlers, TrenchOptions options, bool isDevelopment)
{
    private readonly SettingNotes _notes = options.Notes;
    private readonly OrderedDictionary<string, MethodSettings> _methods = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unasked = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<MethodSettings> Read(IConfigurationSection? section)
    {
        foreach (var method in handlers.All.SelectMany(handler => handler.BuiltIn))
        {
            Add(method with { ValidityPeriod = options.DefaultValidityPeriod, Values = WithDefaults(method) });
            _unasked.Add(method.Name);
        }

        foreach (var method in options.Methods)
        {
            Add(method);
        }

        if (!string.IsNullOrEmpty(section?.Value))
        {
            _notes.Fault(EngineKeys.Methods, "is a section with one section per method, not a value.");
        }

        foreach (var child in section?.GetChildren() ?? [])
        {
            ReadMethod(child);
        }

        foreach (var method in _methods.Values.ToList())
        {
            Settle(method);
        }

        return MethodOrder.Sort(_methods.Values);
    }

    private Dictionary<string, string> WithDefaults(MethodSettings method)
    {
        var defaults = options.HandlerDefaults.GetValueOrDefault(method.Handler, MethodSettings.NoValues);
        return new Dictionary<string, string>(method.Values.UnionBy(defaults, value => value.Key), StringComparer.Ordinal);
    }

    private void Settle(MethodSettings method)
    {
        var path = $"{EngineKeys.Methods}:{method.Name}";
        var handler = handlers.Find(method.Handler);
        if (handler is { IsForDevelopment: true } && !isDevelopment)
        {
            _methods.Remove(method.Name);
            if (!_unasked.Contains(method.Name))
            {
                _notes.Fault(path, $"its handler {handler.Name} is there in Development only; remove the section.");
            }

            return;
        }

        if (handler?.Missing(method) is not { } missing)
        {
            return;
        }

        switch (isDevelopment, _unasked.Contains(method.Name))
        {
            case (true, true):
                break;
            case (true, false):
                _notes.Warn(path, missing + " Until then it is listed because this is Development.");
                break;
            case (false, true):
                _methods.Remove(method.Name);
                _notes.Warn(path, missing + " Until then it is not listed.");
                break;
            case (false, false):
                _notes.Fault(path, missing + " Or set ENABLED to false.");
                break;
        }
    }

    private void Add(MethodSettings method)
    {
        if (!_methods.TryAdd(method.Name, method))
        {
            _notes.Fault($"{EngineKeys.Methods}:{method.Name}", "is added twice; give each method a name of its own.");
        }
    }

    private void ReadMethod(IConfigurationSection section)
    {
        var builtIn = _methods.GetValueOrDefault(section.Key);
        var draft = new MethodDraft(builtIn?.Name ?? KnownHandlers.OfMethod(section.Key)?.Method ?? section.Key, _notes);
        _unasked.Remove(draft.Name);
        ReadFirst(section, draft);
        if (!draft.Enabled)
        {
            _methods.Remove(draft.Name);
            return;
        }

        var choice = new HandlerChoice(handlers).Of(draft, builtIn);
        if (choice.Handler is { } handler)
        {
            SettingReader.Read(section, draft.Path, KeysOf(handler), draft, _notes, handler.Keys is null ? OwnKey : null);
            _methods[draft.Name] = draft.Settings(handler, builtIn, options.DefaultValidityPeriod);
        }
        else if (choice.NotBuilt is { } known)
        {
            var keys = known.Keys.Select(MethodKeys.Own).Concat(MethodKeys.Delivered);
            SettingReader.Read(section, draft.Path, [.. keys], draft, _notes);
            _methods.Remove(draft.Name);
            _notes.Warn(draft.Path, $"its handler {known.Name} is not part of this version; the method is not listed and cannot be used.");
        }
        else
        {
            _methods.Remove(draft.Name);
        }
    }

    // The faults of these two are noted here; their place among the other keys is only looked up later.
    private void ReadFirst(IConfigurationSection section, MethodDraft draft)
    {
        foreach (var key in MethodKeys.First)
        {
            if (SettingReader.Find(section, key.Name) is { } given && key.Read(given, draft) is { } fault)
            {
                _notes.Fault($"{draft.Path}:{key.Name}", fault);
            }
        }
    }

    private static IReadOnlyList<SettingKey<MethodDraft>> KeysOf(MethodHandler handler)
    {
        var own = (handler.Keys ?? []).Select(MethodKeys.Own);
        return DispatcherTypes.IsDelivered(handler.DispatcherType)
            ? [.. MethodKeys.Delivered, .. own, MethodKeys.Own(MethodKeys.CodeDigits)]
            : [.. handler.Keys is null ? MethodKeys.OfTheApplication : MethodKeys.Undelivered, .. own];
    }

    private static SettingKey<MethodDraft> OwnKey(string given) => MethodKeys.Own(SettingName.Upper(given));
}
