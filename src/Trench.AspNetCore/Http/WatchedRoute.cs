namespace Trench.AspNetCore;

/// <summary>Of a route of ours: its requests are answered while the store is silent.</summary>
/// <param name="Reword">How the route tells whatever it refuses; null for as it is.</param>
internal sealed record WatchedRoute(Func<Fault, Fault>? Reword);
