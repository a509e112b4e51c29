namespace Trench;

/// <summary>What is said of a faulty config.</summary>
internal static class ConfigPhrases
{
    public const string BadMessageText = "Write {code} once where the code is to stand, and no other number of four digits or more.";
}
