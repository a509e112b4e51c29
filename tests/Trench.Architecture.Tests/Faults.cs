namespace Trench.Architecture.Tests;

/// <summary>Shows findings in full: the library's own message cuts a long text, and here the text is the help.</summary>
internal static class Faults
{
    internal static void MustBeNone(IEnumerable<string> faults)
    {
        var all = string.Join('\n', faults);
        Assert.True(all.Length == 0, all);
    }
}
