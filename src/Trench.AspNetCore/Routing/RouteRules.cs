namespace Trench.AspNetCore;

/// <summary>What holds for every request of a route.</summary>
/// <param name="Facade">The facade's name: tickets are bound to it.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="Body">How its body is read; null where it takes none, and its members, if any, are those of the query.</param>
internal sealed record RouteRules(string Facade, Access Access, BodyRules? Body)
{
    /// <summary>The application's policy that the user must satisfy; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>How the route tells whatever it refuses, where its protocol wants more than the shared words; null for as it is.</summary>
    public Func<Fault, Fault>? Reword { get; init; }

    /// <summary>What the route does beyond what all do; null for nothing.</summary>
    public RouteExtras? Extras { get; init; }

    /// <summary>Whether a member that no body declares is refused. The ancestors ignore it; our own routes do not.</summary>
    public bool RefusesUnknown { get; init; }
}
