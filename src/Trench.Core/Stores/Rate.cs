namespace Trench;

/// <summary>So many per so long, written <c>30/10m</c>: a count, a slash, and a period of s, m, h or d.</summary>
/// <param name="Count">How many.</param>
/// <param name="Period">In how long.</param>
public sealed record Rate(int Count, TimeSpan Period);
