namespace Trench;

/// <summary>What the dummy method says.</summary>
internal static class DummyPhrases
{
    public const string Ask = "Give the code that was agreed on.";
}
