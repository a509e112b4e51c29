using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trench.Architecture.Tests;

/// <summary>What no published source file may do, whatever it is about.</summary>
public sealed class SourceFileTests
{
    private const int LongestFile = 300;

    // An application that needs columns of its own derives from the row.
    private static readonly string[] MadeToBeDerivedFrom = ["Enrolment"];

    private static readonly Dictionary<string, SyntaxTree> Trees =
        Repository.SourcesUnder("src").ToDictionary(path => path, path => CSharpSyntaxTree.ParseText(Repository.Read(path), path: path));

    private static IEnumerable<string> Sources => Trees.Keys;

    [Fact]
    public void No_file_is_too_long_to_read() =>
        Faults.MustBeNone(Sources.Where(path => Repository.Read(path).Count(letter => letter == '\n') > LongestFile));

    [Fact]
    public void Nothing_is_assumed_not_to_be_null_outside_the_rows_of_the_store()
    {
        var others = Sources.Where(path => !path.StartsWith("src/Trench.EntityFrameworkCore/", StringComparison.Ordinal));

        Faults.MustBeNone(others.SelectMany(path => Nodes(path)
            .Where(node => node.IsKind(SyntaxKind.SuppressNullableWarningExpression)).Select(node => Place(path, node))));
    }

    [Fact]
    public void No_rule_is_switched_off_in_passing() =>
        Faults.MustBeNone(Sources.Where(path =>
            Trees[path].GetRoot().DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            || Repository.Read(path).Contains("SuppressMessage", StringComparison.Ordinal)));

    [Theory]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("NotImplementedException")]
    public void Nothing_is_left_for_later(string word) =>
        Faults.MustBeNone(Sources.Where(path => Repository.Read(path).Contains(word, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Manager")]
    [InlineData("Helper")]
    [InlineData("Util")]
    [InlineData("Utils")]
    [InlineData("Service")]
    [InlineData("Processor")]
    [InlineData("Impl")]
    [InlineData("Info")]
    [InlineData("Data")]
    public void No_type_is_named_by_a_word_that_says_nothing(string suffix) =>
        Faults.MustBeNone(Types.Where(type => type.Name.EndsWith(suffix, StringComparison.Ordinal)).Select(type => Place(type.Path, type.Declaration)));

    [Fact]
    public void A_class_is_sealed_unless_it_is_made_to_be_derived_from()
    {
        var decided = Types.Where(type => type.Is(SyntaxKind.SealedKeyword) || type.Is(SyntaxKind.StaticKeyword) || type.Is(SyntaxKind.AbstractKeyword))
            .Select(type => type.Name).ToHashSet();

        Faults.MustBeNone(Types.Where(type => type.IsClass && !decided.Contains(type.Name) && !MadeToBeDerivedFrom.Contains(type.Name))
            .Select(type => Place(type.Path, type.Declaration)));
    }

    // Test classes run side by side in one process, and the last connection to close takes a SQLite file's log away.
    [Fact]
    public void No_test_ends_the_connections_of_another() =>
        Faults.MustBeNone(Repository.SourcesUnder("tests")
            .Where(path => Repository.Read(path).Contains("ClearAll" + "Pools", StringComparison.Ordinal)));

    private static IEnumerable<SourceType> Types =>
        Sources.SelectMany(path => Nodes(path).OfType<BaseTypeDeclarationSyntax>().Select(declaration => new SourceType(path, declaration)));

    private static IEnumerable<SyntaxNode> Nodes(string path) => Trees[path].GetRoot().DescendantNodes();

    private static string Place(string path, SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private sealed record SourceType(string Path, BaseTypeDeclarationSyntax Declaration)
    {
        public string Name => Declaration.Identifier.Text;

        public bool IsClass => Declaration.IsKind(SyntaxKind.ClassDeclaration) || Declaration.IsKind(SyntaxKind.RecordDeclaration);

        public bool Is(SyntaxKind modifier) => Declaration.Modifiers.Any(modifier);
    }
}
