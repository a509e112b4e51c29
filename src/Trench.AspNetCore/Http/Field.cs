namespace Trench.AspNetCore;

/// <summary>How a member of a request was given.</summary>
internal enum FieldKind
{
    /// <summary>Not at all.</summary>
    Absent = 0,

    /// <summary>As <c>null</c>.</summary>
    Null,

    /// <summary>As a number, a truth value, an array or an object: a code that is a number has lost its leading zeros.</summary>
    NotText,

    /// <summary>As text.</summary>
    Text,
}

/// <summary>One declared member of a request, before it is validated.</summary>
internal readonly record struct Field
{
    private Field(FieldKind kind, string? text)
    {
        Kind = kind;
        Text = text;
    }

    public static Field Absent => default;

    public static Field Null { get; } = new(FieldKind.Null, null);

    public static Field NotText { get; } = new(FieldKind.NotText, null);

    public FieldKind Kind { get; }

    /// <summary>The text; null unless it was given as text.</summary>
    public string? Text { get; }

    /// <summary>The text of a member that its validator requires.</summary>
    /// <exception cref="InvalidOperationException">It was read before it was validated.</exception>
    public string Required => Text ?? throw new InvalidOperationException("A required member is read after its validator accepted it.");

    /// <summary>What it was in JSON, of a member that was not text and not null.</summary>
    public string? Json { get; private init; }

    public static Field OfJson(string json) => NotText with { Json = json };

    public static Field Of(string text) => new(FieldKind.Text, text);

    /// <summary>Hides the text: it may be a code or a password.</summary>
    public override string ToString() => Kind.ToString();
}
