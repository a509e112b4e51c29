namespace Trench;

/// <summary>The class of each <c>SERIALIZER</c> is a validator that can be made, of a class that can be filled from a body.</summary>
internal sealed class SerializerCheck : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options) =>
        from method in options.Methods
        let fault = method.Serializer is { } type ? FaultOf(type, scope) : null
        where fault is not null
        select options.Notes.On($"{EngineKeys.Methods}:{method.Name}:SERIALIZER", fault);

    private static string? FaultOf(Type type, IServiceProvider scope)
    {
        if (ActivationBody.Of(type) is not { } body)
        {
            return "names a class that is no validator of a body; "
                + "derive it from AbstractValidator<T>, T with text properties that can be set.";
        }

        try
        {
            body.MakeValidator(scope);
            return null;
        }
        catch (InvalidOperationException missing)
        {
            // The container names the missing type; nothing of the settings is in its text.
            return $"the class cannot be made; register what its constructor asks for. {missing.Message}";
        }
    }
}
