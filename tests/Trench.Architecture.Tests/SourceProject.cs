using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trench.Architecture.Tests;

/// <summary>A published project read by the compiler, so that a mention in a comment, a string or another type's member is told from a use.</summary>
internal sealed class SourceProject
{
    // What ImplicitUsings adds for the compiler without the build.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ConcurrentDictionary<string, Lazy<SourceProject>> Known = new();

    private readonly string _folder;
    private readonly CSharpCompilation _compilation;
    private readonly Lazy<IReadOnlyList<FolderArrow>> _arrows;

    private SourceProject(string project)
    {
        _folder = Path.GetDirectoryName(project)?.Replace('\\', '/') ?? throw new ArgumentException("Not a project.", nameof(project));
        var name = Path.GetFileNameWithoutExtension(project);
        var trees = Repository.SourcesUnder(_folder).Select(path => CSharpSyntaxTree.ParseText(Repository.Read(path), path: path));
        _compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(ImplicitUsings), .. trees], Platform.ReferencesWithout(name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _arrows = new Lazy<IReadOnlyList<FolderArrow>>(() => [.. FindArrows()]);
    }

    /// <summary>Every use of a type or member of one folder in a file of another.</summary>
    internal IReadOnlyList<FolderArrow> Arrows => _arrows.Value;

    /// <summary>The project of this path, read once for all tests.</summary>
    internal static SourceProject Of(string project) => Known.GetOrAdd(project, path => new Lazy<SourceProject>(() => new SourceProject(path))).Value;

    /// <summary>Names the compiler could not find: with one of these an arrow might be missed, and the answer would be too good.</summary>
    internal IEnumerable<string> UnknownNames() =>
        _compilation.GetDiagnostics().Where(fault => fault.Id is "CS0246" or "CS0234" or "CS0103").Select(fault => fault.ToString());

    /// <summary>
    /// Every text written in the code that is said to people: it becomes a phrase, is a refusal's, or says that a message was sent.
    /// </summary>
    internal IEnumerable<Sentence> Sentences() =>
        from tree in _compilation.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = _compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
        where IsSaid(node, model)
        let text = model.GetConstantValue(node).Value as string
        where text is not null
        select new Sentence($"{tree.FilePath}:{tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}", text);

    private static bool IsSaid(ExpressionSyntax node, SemanticModel model) =>
        model.GetTypeInfo(node).ConvertedType?.Name == "Phrase"
        || (node.Parent is ArgumentSyntax { Parent.Parent: { } call } argument
            && ParameterOf(argument, call, model) is "Phrase.key" or "Refused.publicMessage" or "RefusedTarget.publicMessage" or "WithMessage.errorMessage")
        || node.Ancestors().OfType<PropertyDeclarationSyntax>().Any(property => property.Identifier.Text == "SentDetails");

    private static string? ParameterOf(ArgumentSyntax argument, SyntaxNode call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || argument.Parent is not ArgumentListSyntax list)
        {
            return null;
        }

        var name = argument.NameColon?.Name.Identifier.Text ?? method.Parameters.ElementAtOrDefault(list.Arguments.IndexOf(argument))?.Name;
        return $"{(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)}.{name}";
    }

    private IEnumerable<FolderArrow> FindArrows() =>
        from tree in _compilation.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = _compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        where node is SimpleNameSyntax
        let declared = DeclaringFile(model.GetSymbolInfo(node).Symbol)
        where declared is not null
        let arrow = new FolderArrow(Folder(tree.FilePath), Folder(declared), tree.FilePath, node.ToString())
        where arrow.From != arrow.To
        select arrow;

    /// <summary>The file that declares the symbol, when it is one of this project's.</summary>
    private static string? DeclaringFile(ISymbol? symbol) => symbol is null or INamespaceSymbol or IAliasSymbol
        ? null
        : symbol.OriginalDefinition.Locations.FirstOrDefault(location => location.IsInSource)?.SourceTree?.FilePath is { Length: > 0 } path ? path : null;

    /// <summary>The room a file stands in: its first folder; each facade is a room of its own, and so is the project's root.</summary>
    private string Folder(string path)
    {
        var parts = Path.GetRelativePath(_folder, path).Replace('\\', '/').Split('/');
        return parts switch
        {
            [_] => "(root)",
            ["Facades", var facade, _, ..] => $"Facades/{facade}",
            [var first, ..] => first,
            _ => throw new InvalidOperationException(path),
        };
    }
}

/// <summary>One folder of a project knows another.</summary>
internal sealed record FolderArrow(string From, string To, string File, string Name);

/// <summary>A text for people, and where it is written.</summary>
internal sealed record Sentence(string Place, string Text);
