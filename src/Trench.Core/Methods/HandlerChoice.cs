namespace Trench;

/// <summary>Who serves a method: one of the two, or neither when a fault is noted.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="NotBuilt">A handler of the design that is not built yet.</param>
internal readonly record struct Chosen(MethodHandler? Handler, KnownHandler? NotBuilt);

/// <summary>Finds the handler of a method, or says what to write instead.</summary>
internal sealed class HandlerChoice(HandlerTable handlers)
{
    public Chosen Of(MethodDraft draft, MethodSettings? builtIn)
    {
        var name = draft.Handler ?? builtIn?.Handler ?? KnownHandlers.OfMethod(draft.Name)?.Name;
        if (name is null)
        {
            var hint = Nearest.Hint(draft.Name, KnownHandlers.All.Select(known => known.Method));
            return Fault(draft, $"is missing; name one of {Known()} or a class derived from AbstractMessageDispatcher." + hint);
        }

        if (handlers.Find(name) is { } handler)
        {
            return new Chosen(handler, null);
        }

        return KnownHandlers.Find(name) switch
        {
            { Call: null } known => new Chosen(null, known),
            { } known => Fault(draft, $"{known.Name} is not registered; call {known.Call} after AddTrench, or set ENABLED to false."),
            null when NamedType.Find(name) is not null => Fault(
                draft,
                "names a class that is no method; name one derived from AbstractMessageDispatcher or Method, not abstract."),
            null => Fault(draft, $"names nothing known; name one of {Known()} or a class of yours." + Nearest.Hint(name, Names())),
        };
    }

    private static Chosen Fault(MethodDraft draft, string text)
    {
        draft.Notes.Fault($"{draft.Path}:HANDLER", text);
        return default;
    }

    private static string Known() => string.Join(", ", KnownHandlers.All.Select(handler => handler.Name));

    private IEnumerable<string> Names() => handlers.Names.Concat(KnownHandlers.All.Select(handler => handler.Name));
}
