namespace Trench.Backends.Email.Tests;

public sealed class SmtpConfigurationTests
{
    [Fact]
    public void Without_any_key_nothing_is_wrong_and_TLS_is_demanded()
    {
        var smtp = SmtpConfiguration.Read(TestHost.Configure());

        Assert.Empty(smtp.Faults);
        Assert.Equal(new SmtpOptions(), smtp.Options);
        Assert.Equal((587, SmtpSecurity.StartTls), (smtp.Options.Port, smtp.Options.Security));
    }

    [Fact]
    public void Every_key_is_read()
    {
        var smtp = Read(
            ("Host", "mail.example"),
            ("Port", "26"),
            ("User", "u"),
            ("Password", "p w"),
            ("Security", "tls"),
            ("From", "A <a@b.example>"),
            ("Timeout", "3"));

        Assert.Empty(smtp.Faults);
        Assert.Equal(
            new SmtpOptions
            {
                Host = "mail.example",
                Port = 26,
                User = "u",
                Password = "p w",
                Security = SmtpSecurity.Tls,
                From = "A <a@b.example>",
                Timeout = TimeSpan.FromSeconds(3),
            },
            smtp.Options);
    }

    [Fact]
    public void TLS_from_the_first_byte_has_its_own_port() => Assert.Equal(465, Read(("Security", "Tls")).Options.Port);

    [Theory]
    [InlineData("Hots", "mail.example")]
    [InlineData("Port", "0")]
    [InlineData("Port", "65536")]
    [InlineData("Port", "587 ")]
    [InlineData("Timeout", "61")]
    [InlineData("Security", "Ssl")]
    [InlineData("Security", "1")]
    [InlineData("User", "alone")]
    [InlineData("Password", "alone")]
    [InlineData("CaFile", "/no/such/file.pem")]
    [InlineData("From", "not an address")]
    [InlineData("From", "a@b.example\nBcc: c@d.example")]
    public void A_wrong_value_is_one_fault_that_names_its_key(string key, string value)
    {
        var fault = Assert.Single(Read((key, value)).Faults);

        Assert.Contains($"Email:Smtp:{key}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_without_TLS_is_a_fault_that_does_not_repeat_it()
    {
        var fault = Assert.Single(Read(("User", "u"), ("Password", "correct horse"), ("Security", "None")).Faults);

        Assert.Contains("Email:Smtp:Security", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_together() =>
        Assert.Equal(4, Read(("Hots", "x"), ("Port", "x"), ("Security", "x"), ("User", "x")).Faults.Count);

    [Fact]
    public void The_password_shows_in_no_text() =>
        Assert.DoesNotContain("correct horse", Read(("Password", "correct horse")).ToString(), StringComparison.Ordinal);

    private static SmtpConfiguration Read(params (string Key, string Value)[] values) =>
        SmtpConfiguration.Read(TestHost.Configure([.. values.Select(pair => ($"Email:Smtp:{pair.Key}", pair.Value))]));
}
