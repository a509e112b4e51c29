namespace Trench;

/// <summary>The second factor of a login that brings password and code in one request.</summary>
/// <param name="Text">What the user typed.</param>
/// <param name="Kind">What it is meant to be: a code of any active method, or a backup code. It is never taken for the other.</param>
public sealed record LoginAnswer(string Text, AccountKind Kind)
{
    /// <summary>Whether a right backup code removes all methods of the user, as deux has it: the password alone signs in from then on.</summary>
    public bool RemovesFactors { get; init; }

    /// <summary>Hides the code.</summary>
    public override string ToString() => Kind.ToString();
}
