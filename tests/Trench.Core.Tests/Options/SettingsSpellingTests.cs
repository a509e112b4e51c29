using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Core.Tests;

public sealed class SettingsSpellingTests
{
    [Theory]
    [InlineData("BACKUP_CODES_QUANTITY", "LIMITS:ACCOUNT_PER_30_DAYS", "MFA_METHODS:email:VALIDITY_PERIOD")]
    [InlineData("BackupCodesQuantity", "Limits:AccountPer30Days", "MfaMethods:email:ValidityPeriod")]
    [InlineData("backupcodesquantity", "limits:account_per_30_days", "mfa_methods:EMAIL:validity_period")]
    public async Task Every_spelling_of_a_key_is_read(string quantity, string limit, string validity)
    {
        var options = await new SettingsStart()
            .Values(($"TRENCH_AUTH:{quantity}", "7"), ($"TRENCH_AUTH:{limit}", "50"), ($"TRENCH_AUTH:{validity}", "120"))
            .AcceptedAsync();

        Assert.Equal(7, options.BackupCodesQuantity);
        Assert.Equal(50, options.Limits.AccountPer30Days);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Methods.Single(method => method.Name == "email").ValidityPeriod);
    }

    [Fact]
    public void Every_key_of_the_engine_has_one_property_and_every_property_one_key()
    {
        string[] retired = ["CACHE_PREFIX", "MAX_METHODS_PER_USER"];
        var keys = EngineKeys.All.Select(key => key.Name).Except(retired).Select(SettingName.Fold);
        var properties = typeof(TrenchOptions).GetProperties()
            .Select(property => property.Name == "Methods" ? "MFAMETHODS" : SettingName.Fold(property.Name));

        Assert.Equal(properties.Order(), keys.Order());
        Assert.Equal(
            typeof(LimitOptions).GetProperties().Select(property => SettingName.Fold(property.Name)).Order(),
            LimitKeys.All.Select(key => SettingName.Fold(key.Name)).Order());
    }

    [Fact]
    public async Task An_environment_variable_overrides_a_file()
    {
        const string Variable = "SETTINGS_TEST_TRENCH_AUTH__MFA_METHODS__email__VALIDITY_PERIOD";
        Environment.SetEnvironmentVariable(Variable, "00:01:30");
        try
        {
            var start = SettingsStart.With("""{ "MFA_METHODS": { "email": { "VALIDITY_PERIOD": 300 } } }""").Environment("SETTINGS_TEST_");

            var email = (await start.AcceptedAsync()).Methods.Single(method => method.Name == "email");

            Assert.Equal(TimeSpan.FromSeconds(90), email.ValidityPeriod);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("00:01:30", 90)]
    [InlineData(" 600 ", 600)]
    public void A_duration_is_whole_seconds_or_hours_minutes_seconds(string text, int seconds)
    {
        Assert.True(SettingText.Duration(text.Trim(), out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-30")]
    [InlineData("1e3")]
    [InlineData("٣٠")]
    [InlineData("30\0")]
    [InlineData("1:30")]
    public void A_duration_is_nothing_else(string text) => Assert.False(SettingText.Duration(text, out _));

    [Theory]
    [InlineData("30/10m", 30, 600)]
    [InlineData("5/h", 5, 3600)]
    [InlineData("1/30s", 1, 30)]
    [InlineData("100/30d", 100, 2_592_000)]
    public void A_rate_is_a_count_and_a_period(string text, int count, int seconds)
    {
        Assert.True(SettingText.Rate(text, out var rate));
        Assert.Equal(new Rate(count, TimeSpan.FromSeconds(seconds)), rate);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    public void A_flag_is_written_as_in_JSON_or_Python(string text, bool expected)
    {
        Assert.True(SettingText.Flag(text, out var flag));
        Assert.Equal(expected, flag);
    }

    [Theory]
    [InlineData("""["48", "1"]""")]
    [InlineData("""[48, 1]""")]
    [InlineData("\"48, 1\"")]
    public async Task A_list_is_an_array_or_separated_by_commas(string list)
    {
        var options = await SettingsStart.With($$"""{ "SMS_COUNTRIES": {{list}} }""").AcceptedAsync();

        Assert.Equal(["48", "1"], options.SmsCountries);
    }

    [Fact]
    public void AddTrench_is_called_once()
    {
        var services = new ServiceCollection();
        var section = new ConfigurationBuilder().Build().GetSection("TRENCH_AUTH");
        services.AddTrench(section);

        Assert.Throws<InvalidOperationException>(() => services.AddTrench(section));
    }
}
