using System.Diagnostics.CodeAnalysis;

namespace Trench;

/// <summary>Either a value or the reason why there is none. A user's mistake is a value; a programmer's or the host's mistake is an exception.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Outcome<T>
    where T : notnull
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The value; null when refused.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null otherwise.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>A value.</summary>
    public static implicit operator Outcome<T>(T value) => Of(value);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    internal static Outcome<T> Of(T value) => new(value, null);
}

/// <summary>Makes outcomes where the implicit conversion does not apply: the language has none from an interface.</summary>
public static class Outcome
{
    /// <summary>A value.</summary>
    public static Outcome<T> Of<T>(T value)
        where T : notnull => Outcome<T>.Of(value);
}

/// <summary>An outcome without a value of its own.</summary>
public readonly record struct Done
{
    /// <summary>It is done.</summary>
    public static readonly Done Instance;
}
