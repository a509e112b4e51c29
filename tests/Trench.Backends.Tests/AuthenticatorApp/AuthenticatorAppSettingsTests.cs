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

    [Theory]
    [InlineData(33)]
    [InlineData(200)]
    public void A_secret_length_that_cannot_be_kept_is_a_fault(int length)
    {
        var bench = new AppBench();
        bench.Options.SecretKeyLength = length;

        Assert.Contains("SECRET_KEY_LENGTH", Assert.Single(Faults(bench)), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Faults(AppBench bench) => [.. AuthenticatorAppSettings.Faults(bench.Settings, bench.Options)];
}
