using System.Reflection;

namespace Trench.Core.Tests;

public sealed class TextsTests
{
    private static readonly Texts All = new([Source("Trench.Localization.Texts", typeof(Texts).Assembly)]);

    public static TheoryData<string?> Garbage =>
    [
        null, "", "*", "-", "--", "d", "../../etc/passwd", "..\\..\\de", "/de", "de/../en", "de\0", "de\n", "ｄｅ", "xx", "english",
        new string('a', 8192), string.Concat(Enumerable.Repeat("de-", 2730)),
    ];

    [Fact]
    public void Six_languages_are_built_in() =>
        Assert.Equal(["de", "en", "es", "fr", "pl", "uk"], All.Languages.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("de_CH", "de")]
    [InlineData("uk-Cyrl-UA", "uk")]
    [InlineData("en-GB", "en")]
    public void A_tag_finds_its_language(string tag, string language) => Assert.Equal(language, All.Find(tag));

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Any_other_text_finds_none_and_speaks_English(string? text)
    {
        Assert.Null(All.Find(text));
        Assert.Equal("Your verification code is: {code}", All.Say(EnginePhrases.Message, text));
    }

    [Fact]
    public void A_sentence_nobody_translated_is_said_in_English() => Assert.Equal("Coo.", All.Say("Coo.", "de"));

    [Fact]
    public void An_argument_stands_in_its_place_in_every_language() => Assert.All(
        All.Languages,
        language => Assert.Contains("home", All.Say(new Phrase(EnginePhrases.Sent, "home"), language), StringComparison.Ordinal));

    // A name that looks like a placeholder is a name.
    [Fact]
    public void An_argument_is_put_in_as_it_is() =>
        Assert.Equal("Message with MFA code has been sent by {0}{code}.", All.Say(new Phrase(EnginePhrases.Sent, "{0}{code}"), null));

    [Fact]
    public void A_sentence_without_a_place_has_no_argument() => Assert.Equal(new Phrase("Coo."), new Phrase("Coo.", "home"));

    [Fact]
    public void The_source_added_last_wins_also_in_English()
    {
        var texts = new Texts([Source("Trench.Localization.Texts", typeof(Texts).Assembly), Own]);

        Assert.Equal("Ihr Geheimwort: {code}", texts.Say(EnginePhrases.Message, "de"));
        Assert.Equal("Your secret word: {code}", texts.Say(EnginePhrases.Message, null));
        Assert.Equal("Su código de verificación es: {code}", texts.Say(EnginePhrases.Message, "es"));
    }

    [Fact]
    public void An_application_may_bring_a_language_of_its_own()
    {
        var texts = new Texts([Source("Trench.Localization.Texts", typeof(Texts).Assembly), Own with { Languages = ["it"] }]);

        Assert.Equal("it", texts.Find("it-CH"));
        Assert.Equal("Il suo codice: {code}", texts.Say(EnginePhrases.Message, "it"));
    }

    [Fact]
    public void A_language_whose_file_was_not_deployed_is_not_offered() =>
        Assert.DoesNotContain("sv", new Texts([Own with { Languages = ["sv"] }]).Languages);

    private static TextSource Own => Source("Trench.Core.Tests.Localization.OwnTexts", typeof(TextsTests).Assembly);

    private static TextSource Source(string name, Assembly assembly) => new(name, assembly);
}
