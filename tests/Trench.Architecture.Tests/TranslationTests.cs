using System.Text.RegularExpressions;

namespace Trench.Architecture.Tests;

/// <summary>Every sentence that is said to people is said in every language.</summary>
public sealed partial class TranslationTests
{
    public static TheoryData<string> Sources => [.. Repository.SourceProjects];

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var project in Translations.Packages)
            {
                foreach (var language in Texts.BuiltIn.Where(language => language != Texts.English))
                {
                    files.Add(project, language);
                }
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_language_has_exactly_the_sentences_of_its_package(string project, string language)
    {
        var expected = Translations.PhrasesOf(project).Distinct();
        var translated = Translations.Of(project, language).Select(text => text.Key);

        Assert.Equal(expected.Order(StringComparer.Ordinal), translated.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sentence_is_translated_and_not_copied(string project, string language) => Faults.MustBeNone(
        Translations.Of(project, language).Where(text => text.Value.Trim() != text.Value || text.Value.Length == 0 || text.Value == text.Key)
            .Select(text => text.Key));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_translation_has_the_places_of_its_sentence(string project, string language) => Faults.MustBeNone(
        Translations.Of(project, language).Where(text => !Places(text.Key).SequenceEqual(Places(text.Value))).Select(text => text.Key));

    // People and phones take the first run of four or more digits for the code.
    [Theory]
    [MemberData(nameof(Files))]
    public void A_translation_holds_no_number_of_its_own(string project, string language) =>
        Faults.MustBeNone(Translations.Of(project, language).Where(text => Number().IsMatch(text.Value)).Select(text => text.Value));

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_sentence_in_the_code_stands_in_a_class_of_phrases(string project)
    {
        var known = Translations.PhrasesOf(project).ToHashSet();

        Faults.MustBeNone(SourceProject.Of(project).Sentences().Where(sentence => sentence.Text.Length > 0 && !known.Contains(sentence.Text))
            .Select(sentence => $"{sentence.Place}: {sentence.Text}"));
    }

    [Theory]
    [InlineData("src/Trench.AspNetCore/Trench.AspNetCore.csproj", "Unable to login with provided credentials.")]
    [InlineData("src/Trench.AspNetCore/Trench.AspNetCore.csproj", "Ensure this field has no more than {0} characters.")]
    [InlineData("src/Trench.Backends/Trench.Backends.Sms/Trench.Backends.Sms.csproj", "The phone number cannot receive messages.")]
    [InlineData("src/Trench.Backends/Trench.Backends.Email/Trench.Backends.Email.csproj", "Email message with MFA code has been sent.")]
    [InlineData("src/Trench.Backends/Trench.Backends.YubiKey/Trench.Backends.YubiKey.csproj", "Generate code using YubiKey")]
    public void A_sentence_is_seen_where_it_is_used(string project, string text) =>
        Assert.Contains(SourceProject.Of(project).Sentences(), sentence => sentence.Text == text);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex Number();
}
