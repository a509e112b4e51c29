using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trench.Architecture.Tests;

/// <summary>What the packages say: the constants of their <c>Phrases</c> classes, and the files with the translations.</summary>
internal static class Translations
{
    internal static IEnumerable<string> Packages => Repository.SourceProjects.Where(project => PhrasesOf(project).Count > 0);

    /// <summary>The sentences of a package in English.</summary>
    internal static IReadOnlyList<string> PhrasesOf(string project) =>
    [
        .. Repository.SourcesUnder(FolderOf(project)).Where(path => path.EndsWith("Phrases.cs", StringComparison.Ordinal))
            .SelectMany(path => CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>())
            .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(field => field.Declaration.Variables)
            .Select(constant => (constant.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText
                ?? throw new InvalidOperationException($"{constant.Identifier.Text} is no plain text.")),
    ];

    /// <summary>A package's texts in one language, by their English sentences.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(string project, string language) =>
    [
        .. XDocument.Parse(Repository.Read($"{FolderOf(project)}/Localization/Texts.{language}.resx")).Descendants("data")
            .Select(text => KeyValuePair.Create(text.Attribute("name")?.Value ?? "", text.Element("value")?.Value ?? "")),
    ];

    private static string FolderOf(string project) => Path.GetDirectoryName(project)?.Replace('\\', '/') ?? "";
}
