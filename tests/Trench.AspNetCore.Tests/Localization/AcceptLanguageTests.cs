namespace Trench.AspNetCore.Tests;

/// <summary>RFC 9110 section 12.5.4: which of six languages a header asks for.</summary>
public sealed class AcceptLanguageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly Texts _texts = fixture.App.Get<Texts>();

    public static TheoryData<string> Hostile =>
    [
        "../../../etc/passwd", "..\\de", "/de", "de/", "de\0", "${jndi:ldap://x}", ";;;;", ",,,,", "q=1", "=", "de;;q=1", "de;x=1", "de;q=",
        "de;q=1.1", "de;q=-1", "de;q=1e0", "de;q=NaN", "de;q=１", "de;q=99999999999999999999999999999999999999999999", "i-klingon, tlh",
        new string('d', 8192), string.Concat(Enumerable.Repeat("xx,", 10)) + "de", "de," + new string('d', 1100),
    ];

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("fr, de", "fr")]
    [InlineData("fr;q=0.4, de;q=0.5", "de")]
    [InlineData("fr;q=0.4 , de ; q=0.5", "de")]
    [InlineData("de;q=0.5, fr;Q=0.5", "de")]
    [InlineData("it, sv;q=0.9, pl;q=0.1", "pl")]
    [InlineData("de;q=0, fr;q=0.001", "fr")]
    [InlineData("en-US,en;q=0.9,uk;q=0.8", "en")]
    [InlineData("*", "en")]
    [InlineData("de;q=0.5, *;q=0.8", "en")]
    [InlineData("es;q=1.000, *;q=0.1", "es")]
    [InlineData("de;q=high, pl", "pl")]
    public void The_language_liked_best_is_chosen(string header, string language) =>
        Assert.Equal(language, AcceptLanguage.Choose(header, _texts));

    [Fact]
    public void Several_headers_are_one_list() => Assert.Equal("pl", AcceptLanguage.Choose(new(["de;q=0.1", "pl;q=0.2"]), _texts));

    // A header is a stranger's text: nothing in it may fail, cost or name a file.
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_header_that_names_no_language_chooses_none(string header) => Assert.Null(AcceptLanguage.Choose(header, _texts));
}
