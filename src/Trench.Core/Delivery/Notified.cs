namespace Trench;

/// <summary>What activate and code/request answer.</summary>
/// <param name="Details">The text under <c>details</c>, to be said in the language of the request.</param>
/// <param name="Members">Further members of the answer.</param>
public sealed record Notified(Phrase Details, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Members may be secret.</summary>
    public override string ToString() => Details.ToString();
}
