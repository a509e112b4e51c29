namespace Trench.Architecture.Tests;

/// <summary>The files these tests look at, found from the folder that holds the solution.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", ".git", ".test"];

    internal static string Root { get; } = FindRoot();

    private static string[] All { get; } = [.. FilesBelow(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    /// <summary>Every project of the repository, as a path from its root.</summary>
    internal static IEnumerable<string> Projects => Files(".csproj");

    /// <summary>The projects that are published.</summary>
    internal static IEnumerable<string> SourceProjects => Projects.Where(path => path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The C# files under a folder, without what the build generates.</summary>
    internal static IEnumerable<string> SourcesUnder(string folder) =>
        Files(".cs").Where(path => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

    /// <summary>The files with one ending as sorted paths from the root with forward slashes.</summary>
    internal static IEnumerable<string> Files(string ending) => All.Where(path => path.EndsWith(ending, StringComparison.Ordinal));

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> FilesBelow(DirectoryInfo folder) =>
        Generated.Contains(folder.Name)
            ? []
            : folder.EnumerateFiles().Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
                .Concat(folder.EnumerateDirectories().SelectMany(FilesBelow));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trench.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Trench.sln is in no folder above the tests.");
    }
}
