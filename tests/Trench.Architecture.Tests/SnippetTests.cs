namespace Trench.Architecture.Tests;

/// <summary>Code on a page is code that compiles: a quoted piece equals its sample.</summary>
public sealed class SnippetTests
{
    private const string Sample = """
        class A
        {
            // begin-snippet: inner
            void B()
            {
                C();

            }
            // end-snippet
        }
        """;

    public static TheoryData<string> Pages => [.. Repository.Files(".md").Where(path => !path.StartsWith("docs/decisions/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_quotes_its_samples_to_the_letter(string page)
    {
        var text = Repository.Read(page);
        var snippets = Snippet.In(text).ToArray();

        Assert.Equal(Snippet.MarksIn(text), snippets.Length);
        Assert.All(snippets, snippet => Assert.Equal(Snippet.Cut(Repository.Read(snippet.Path), snippet.Name), snippet.Code));
    }

    [Fact]
    public void A_piece_is_cut_without_its_indentation() =>
        Assert.Equal("void B()\n{\n    C();\n\n}\n", Snippet.Cut(Sample, "inner"));

    [Fact]
    public void A_quote_is_found_with_its_code()
    {
        var page = "Text\n\n<!-- snippet: samples/One/Program.cs#setup -->\n```csharp\nvar a = 1;\n```\n\nMore";

        Assert.Equal([new Snippet("samples/One/Program.cs", "setup", "var a = 1;\n")], Snippet.In(page));
    }

    [Fact]
    public void A_quote_without_its_fence_is_noticed()
    {
        var page = "<!-- snippet: samples/One/Program.cs#setup -->\n\n```csharp\nvar a = 1;\n```\n";

        Assert.Empty(Snippet.In(page));
        Assert.Equal(1, Snippet.MarksIn(page));
    }

    [Fact]
    public void A_piece_that_is_gone_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Snippet.Cut(Sample, "outer"));
}
