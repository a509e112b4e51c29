namespace Trench.Backends.Email.Tests;

public sealed class EmailTemplatesTests : IDisposable
{
    private readonly TestHost _host = TestHost.Production;

    private static Message Message { get; } = new()
    {
        Id = "m1",
        Code = "012345",
        Text = "Your code is <012345>",
        UserName = "ann 20261124",
        Purpose = "login",
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_built_in_mail_holds_the_engines_sentence_in_both_parts()
    {
        var mail = Write();

        Assert.Equal("Your verification code", mail.Subject);
        Assert.Equal("Your code is <012345>\n", mail.Text);
        Assert.Contains("<p>Your code is &lt;012345&gt;</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(("m1", "shop@example.com", "ann@example.com"), (mail.Id, mail.From, mail.To));
    }

    [Fact]
    public void The_built_in_wording_has_no_fault() => Assert.Empty(new EmailTemplates(_host).Faults(Settings()));

    // The code of the original's template, and what its settings call it.
    [Fact]
    public void The_originals_own_templates_mean_the_built_in_ones() => Assert.Equal(
        Write(),
        Write(("EMAIL_PLAIN_TEMPLATE", "trench/backends/email/code.txt"), ("EMAIL_HTML_TEMPLATE", "trench/backends/email/code.html")));

    [Fact]
    public void The_subject_can_be_replaced_alone() =>
        Assert.Equal(Write() with { Subject = "Zażółć" }, Write(("EMAIL_SUBJECT", "Zażółć")));

    [Fact]
    public void The_plain_part_can_be_replaced_alone()
    {
        _host.Write("code.txt", "Hello {{code}}!");

        Assert.Equal(Write() with { Text = "Hello 012345!" }, Write(("EMAIL_PLAIN_TEMPLATE", "code.txt")));
    }

    [Fact]
    public void The_HTML_part_can_be_replaced_alone_and_its_values_are_escaped()
    {
        _host.Write("code.html", "<b>{{  code }}</b><i>{{ text }}</i>");

        Assert.Equal(
            Write() with { Html = "<b>012345</b><i>Your code is &lt;012345&gt;</i>" },
            Write(("EMAIL_HTML_TEMPLATE", "code.html")));
    }

    [Theory]
    [InlineData("Your code")]
    [InlineData("{{ code }} and again {{ code }}")]
    [InlineData("{{ code }}, or call 0800 1234")]
    [InlineData("2{{ code }}")]
    [InlineData("{{ user }} {{ code }}")]
    [InlineData("{{ Code }}")]
    public void A_plain_template_that_would_confuse_people_is_a_fault(string template)
    {
        _host.Write("code.txt", template);

        var fault = Assert.Single(new EmailTemplates(_host).Faults(Settings(("EMAIL_PLAIN_TEMPLATE", "code.txt"))));

        Assert.StartsWith("EMAIL_PLAIN_TEMPLATE ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_the_wording_are_reported_together()
    {
        _host.Write("code.html", "<b>your code</b>");
        var settings = Settings(
            ("EMAIL_SUBJECT", "a\nBcc: b@example.com"), ("EMAIL_PLAIN_TEMPLATE", "missing.txt"), ("EMAIL_HTML_TEMPLATE", "code.html"));

        var faults = new EmailTemplates(_host).Faults(settings);

        Assert.Equal(3, faults.Count);
        Assert.All(settings.Values.Keys, key => Assert.Contains(faults, fault => fault.StartsWith(key, StringComparison.Ordinal)));
    }

    private static MethodSettings Settings(params (string Key, string Value)[] values) =>
        new("email", "email", values.ToDictionary(pair => pair.Key, pair => pair.Value));

    private EmailMessage Write(params (string Key, string Value)[] values) =>
        new EmailTemplates(_host).Find(Settings(values)).Write(Message, "shop@example.com", "ann@example.com", TestTexts.All);
}
