namespace Trench;

/// <summary>What activate and code/request answer.</summary>
/// <param name="Details">The text under <c>details</c>.</param>
/// <param name="Members">Further members of the answer.</param>
public sealed record Notified(string Details, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Members may be secret.</summary>
    public override string ToString() => Details;
}
