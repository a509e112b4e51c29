namespace Trench;

/// <summary>
/// What a channel's package registers: the handler's name, its dispatcher class, the keys it reads and the methods it brings along.
/// </summary>
/// <param name="Name">The name for <c>HANDLER</c>.</param>
/// <param name="DispatcherType">A class derived from <see cref="Method"/>; made by the container, once per request.</param>
public sealed record MethodHandler(string Name, Type DispatcherType)
{
    /// <summary>Other names accepted for <c>HANDLER</c>: django-trench's dotted paths.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// The handler's own keys in upper-case spelling; others stop the start. Null accepts any key (a class of the application).
    /// </summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Methods that exist without configuration.</summary>
    public IReadOnlyList<MethodSettings> BuiltIn { get; init; } = [];

    /// <summary>
    /// Checks one method's settings at start: returns a fault per problem, each beginning with the key and saying what to set, never
    /// showing a credential: <c>PERIOD is 5: set 15 to 120 seconds.</c>
    /// </summary>
    public Func<MethodSettings, TrenchOptions, IEnumerable<string>> Check { get; init; } = static (_, _) => [];

    /// <summary>
    /// Whether its methods exist in Development only, whatever the settings say. Their answers may look like anything, backup codes included.
    /// </summary>
    public bool IsForDevelopment { get; init; }

    /// <summary>
    /// What a method needs before it can be used, as a sentence that says what to set; null when it has everything. In Development such a
    /// method is listed all the same. Elsewhere it stops the start when its section is there, and is left out with a warning when it is only
    /// built in.
    /// </summary>
    public Func<MethodSettings, string?> Missing { get; init; } = static _ => null;
}
