using Microsoft.CodeAnalysis;

namespace Trench.Architecture.Tests;

/// <summary>The assemblies of this process, as the compiler's references: the framework, the packages and our own.</summary>
internal static class Platform
{
    private static readonly string[] Files =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    internal static IReadOnlyList<MetadataReference> References { get; } = [.. Files.Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>All but one assembly, which the caller compiles from its sources instead.</summary>
    internal static IEnumerable<MetadataReference> ReferencesWithout(string assembly) =>
        References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly);
}
