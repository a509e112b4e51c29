namespace Trench.Backends.Email.Tests;

/// <summary>The texts of this channel alone.</summary>
internal static class TestTexts
{
    public static readonly Texts All = new([EmailPhrases.Source]);
}
