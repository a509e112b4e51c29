namespace Trench;

/// <summary>One entry of <c>MFA_METHODS</c> while it is read.</summary>
internal sealed class MethodDraft(string name, SettingNotes notes)
{
    /// <summary>The method's name, in the built-in's own spelling where it is one.</summary>
    public string Name { get; } = name;

    public SettingNotes Notes { get; } = notes;

    public string? Handler { get; set; }

    public bool Enabled { get; set; } = true;

    public string? VerboseName { get; set; }

    public TimeSpan? ValidityPeriod { get; set; }

    public string? SourceField { get; set; }

    public string? Field { get; set; }

    public Type? Serializer { get; set; }

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The path below the section, for notes.</summary>
    public string Path => $"{EngineKeys.Methods}:{Name}";

    /// <summary>
    /// The settings: what is given wins over what the built-in method of this name has. A further method of a handler takes its address from where the
    /// handler's own method does.
    /// </summary>
    public MethodSettings Settings(MethodHandler handler, MethodSettings? builtIn, TimeSpan validity)
    {
        var model = builtIn ?? (handler.BuiltIn is [var first, ..] ? first : null);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in (builtIn?.Handler == handler.Name ? builtIn.Values : values).Concat(Values))
        {
            values[key] = value;
        }

        return new MethodSettings(Name, handler.Name, values)
        {
            VerboseName = VerboseName ?? builtIn?.VerboseName ?? Name,
            ValidityPeriod = ValidityPeriod ?? validity,
            SourceField = SourceField ?? model?.SourceField,
            Field = Field ?? model?.Field,
            Serializer = Serializer ?? builtIn?.Serializer,
            IsHidden = builtIn?.IsHidden ?? false,
        };
    }
}
