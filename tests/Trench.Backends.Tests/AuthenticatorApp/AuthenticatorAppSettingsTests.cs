namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class AuthenticatorAppSettingsTests
{
    [Fact]
    public void The_defaults_have_no_fault() => Assert.Empty(Faults(new AppBench()));

    [Theory]
    [InlineData("ALGORITHM", "MD5")]
    [InlineData("ALGORITHM", "sha1")]
    [InlineData("DIGITS", "7")]
    [InlineData("DIGITS", "six")]
    [InlineData("PERIOD", "14")]
    [InlineData("PERIOD", "121")]
    [InlineData("PERIOD", "-30")]
    [InlineData("WINDOW_BACK", "3")]
    [InlineData("WINDOW_AHEAD", "+1")]
    [InlineData("QR_FORMAT", "gif")]
    [InlineData("ISSUER", "Shop: Berlin")]
    [InlineData("ISSUER", "")]
    [InlineData("ISSUER", "Shop\u202e")]
    public void A_value_out_of_range_is_one_fault_that_names_its_key(string key, string value)
    {
        var fault = Assert.Single(Faults(new AppBench((key, value))));

        Assert.Contains(key, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_together() =>
        Assert.Equal(3, Faults(new AppBench(("DIGITS", "4"), ("PERIOD", "1"), ("WINDOW_BACK", "9"))).Count);

    private static IReadOnlyList<string> Faults(AppBench bench) => [.. AuthenticatorAppSettings.Faults(bench.Settings, bench.Options)];
}
