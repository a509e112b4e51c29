using System.Globalization;

namespace Trench;

/// <summary>One configured method: an entry of <c>TRENCH_AUTH:MFA_METHODS</c>, or a built-in one.</summary>
/// <param name="Name">The method's name: the route segment and the key in every list.</param>
/// <param name="Handler">The name of its handler, for instance <c>email</c>.</param>
/// <param name="Values">
/// The handler's own keys in upper-case spelling (<c>EMAIL_SUBJECT</c>) with their values; an application's dispatcher reads its own here.
/// </param>
public sealed record MethodSettings(string Name, string Handler, IReadOnlyDictionary<string, string> Values)
{
    internal static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    /// <summary>The name shown to people; the method's name by default.</summary>
    public string VerboseName { get; init; } = Name;

    /// <summary>How long a delivered code is good; <see cref="TrenchOptions.DefaultValidityPeriod"/> by default.</summary>
    public TimeSpan ValidityPeriod { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The user's field that holds the address, dotted paths allowed; null where the method needs none.</summary>
    public string? SourceField { get; init; }

    /// <summary>The member of the activation body that may bring the address; null where it may not.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// The class that checks the body of an activation before anything happens: a validator of FluentValidation for a class with the body's
    /// members. Null where the application has none.
    /// </summary>
    public Type? Serializer { get; init; }

    /// <summary>Whether only confirmations list it. The other facades take its codes and say nothing of it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A value of the handler's own keys; null when it is not set.</summary>
    public string? Value(string key) => Values.GetValueOrDefault(key);

    /// <summary>A whole number of the handler's own keys.</summary>
    public int Number(string key, int fallback) =>
        Values.TryGetValue(key, out var text) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : fallback;

    /// <summary>Name and handler; values may be credentials.</summary>
    public override string ToString() => $"{Name} ({Handler})";
}
