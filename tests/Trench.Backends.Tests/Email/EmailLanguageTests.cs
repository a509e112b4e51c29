using System.Text.RegularExpressions;

namespace Trench.Backends.Email.Tests;

public sealed class EmailLanguageTests : IDisposable
{
    private readonly TestHost _host = TestHost.Production;

    public static TheoryData<string> Languages => [.. Texts.BuiltIn];

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("de-CH", "Ihr Bestätigungscode", "de")]
    [InlineData("pl", "Kod weryfikacyjny", "pl")]
    [InlineData("ja", "Your verification code", "en")]
    [InlineData(null, "Your verification code", "en")]
    [InlineData("\"><script>", "Your verification code", "en")]
    public void The_built_in_mail_speaks_the_addressees_language(string? language, string subject, string html)
    {
        var mail = Write(language);

        Assert.Equal(subject, mail.Subject);
        Assert.Contains($"<html lang=\"{html}\">", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_plain_part_holds_one_number_in_every_language(string language) =>
        Assert.Equal(["012345"], Regex.Matches(Write(language).Text, "[0-9]{4,}").Select(match => match.Value));

    [Fact]
    public void A_subject_of_ones_own_is_used_as_it_is() => Assert.Equal("Hello", Write("de", ("EMAIL_SUBJECT", "Hello")).Subject);

    [Fact]
    public void A_template_of_ones_own_may_say_the_language()
    {
        _host.Write("code.html", "<html lang='{{ language }}'>{{ code }}");

        Assert.Equal("<html lang='pl'>012345", Write("pl", ("EMAIL_HTML_TEMPLATE", "code.html")).Html);
    }

    [Fact]
    public void A_template_with_nothing_but_the_language_is_a_fault()
    {
        _host.Write("code.html", "<html lang='{{ language }}'>");

        Assert.Single(new EmailTemplates(_host).Faults(Settings(("EMAIL_HTML_TEMPLATE", "code.html"))));
    }

    private static MethodSettings Settings(params (string Key, string Value)[] values) =>
        new("email", "email", values.ToDictionary(pair => pair.Key, pair => pair.Value));

    private EmailMessage Write(string? language, params (string Key, string Value)[] values)
    {
        var text = new Texts([new TextSource("Trench.Localization.Texts", typeof(Texts).Assembly)])
            .Say("Your verification code is: {code}", language).Replace("{code}", "012345", StringComparison.Ordinal);
        var message = new Message
        {
            Id = "m1",
            Code = "012345",
            Text = text,
            UserName = "ann",
            Language = language,
            Purpose = "login",
            ExpiresAt = DateTimeOffset.UnixEpoch,
        };
        return new EmailTemplates(_host).Find(Settings(values)).Write(message, "shop@example.com", "ann@example.com", TestTexts.All);
    }
}
