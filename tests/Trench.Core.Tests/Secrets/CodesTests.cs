namespace Trench.Core.Tests;

public sealed class CodesTests
{
    // Nine degrees of freedom: a fair generator exceeds this once in a thousand samples, and would fail the build as often; in two samples
    // that know nothing of each other it does so once in a million. A modulo of one byte gives about 700 in each.
    [Fact]
    public void Digits_are_equally_likely_at_every_place()
    {
        const double bound = 27.88;
        var first = ChiSquare();

        Assert.True(first < bound || ChiSquare() < bound, $"The digits are not equally likely: {first}, and no better in a second sample.");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void A_code_has_exactly_so_many_digits(int length) => Assert.Matches($@"\A[0-9]{{{length}}}\z", Codes.Digits(length));

    [Fact]
    public void A_text_holds_characters_of_its_alphabet_only() =>
        Assert.All(Codes.Text(BackupCodeAlphabet.Crockford, 1_000), character => Assert.Contains(character, BackupCodeAlphabet.Crockford));

    [Fact]
    public void A_token_is_base64url_of_so_many_bytes() => Assert.Matches(@"\A[A-Za-z0-9_-]{43}\z", Codes.Token(32));

    [Fact]
    public void Identifiers_do_not_repeat() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => Codes.Id()).Distinct().Count());

    [Fact]
    public void Identifiers_of_one_moment_do_not_repeat() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => Codes.Id(DateTimeOffset.UnixEpoch)).Distinct().Count());

    [Fact]
    public void Identifiers_with_a_moment_sort_by_it()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        string[] ids = [.. Enumerable.Range(0, 1_000).Select(n => Codes.Id(start.AddMilliseconds(n)))];

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void An_identifier_with_a_moment_looks_like_one_without() =>
        Assert.All([Codes.Id(), Codes.Id(DateTimeOffset.UnixEpoch)], id => Assert.Matches(@"\A[0-9a-f]{32}\z", id));

    // Of two million digits.
    private static double ChiSquare()
    {
        var seen = new int[10];
        for (var code = 0; code < 250_000; code++)
        {
            foreach (var digit in Codes.Digits(8))
            {
                seen[digit - '0']++;
            }
        }

        var expected = seen.Sum() / 10.0;
        return seen.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
