using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Trench.Architecture.Tests;

/// <summary>What no published source file may do, whatever it is about.</summary>
public sealed class SourceFileTests
{
    private const int LongestFile = 300;

    private static IEnumerable<string> Sources => Repository.SourcesUnder("src");

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
            Tree(path).GetRoot().DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            || Repository.Read(path).Contains("SuppressMessage", StringComparison.Ordinal)));

    [Theory]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("NotImplementedException")]
    public void Nothing_is_left_for_later(string word) =>
        Faults.MustBeNone(Sources.Where(path => Repository.Read(path).Contains(word, StringComparison.Ordinal)));

    private static SyntaxTree Tree(string path) => CSharpSyntaxTree.ParseText(Repository.Read(path), path: path);

    private static IEnumerable<SyntaxNode> Nodes(string path) => Tree(path).GetRoot().DescendantNodes();

    private static string Place(string path, SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
