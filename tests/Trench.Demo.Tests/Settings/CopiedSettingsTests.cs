using Microsoft.Extensions.Configuration;

namespace Trench.Demo.Tests;

/// <summary>The settings of django-trench as its documentation and its defaults have them, written as JSON and given to the demo.</summary>
public sealed class CopiedSettingsTests
{
    private const string Seed = "django-trench-0.2.json";
    private const string Newest = "django-trench-0.3.json";

    [Fact]
    public async Task All_that_is_insecure_in_the_documented_settings_is_reported_together_with_what_to_set()
    {
        await using var node = await LoneNode.CreateAsync(Copied(Seed));

        var refused = Assert.Throws<TrenchStartException>(() => node.Host.Server);

        Assert.Equal(
            ["BACKUP_CODES_LENGTH", "ENCRYPT_BACKUP_CODES", "SECRET_KEY_LENGTH"],
            refused.Failures.Select(fault => fault.Split(':')[1]).Order(StringComparer.Ordinal));
        Assert.All(refused.Failures, fault => Assert.Contains("; set ", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_those_values_raised_the_demo_starts_and_does_as_they_say()
    {
        await using var node = await LoneNode.CreateAsync(
        [
            .. Copied(Seed),
            new("TRENCH_AUTH:BACKUP_CODES_LENGTH", "11"),
            new("TRENCH_AUTH:ENCRYPT_BACKUP_CODES", "True"),
            new("TRENCH_AUTH:SECRET_KEY_LENGTH", "32"),
        ]);

        await EnrolAndSignInAsync(node, length: 11);
    }

    [Fact]
    public async Task The_newest_defaults_start_as_they_are()
    {
        await using var node = await LoneNode.CreateAsync(Copied(Newest));

        await EnrolAndSignInAsync(node, length: 12);
    }

    private static async Task EnrolAndSignInAsync(LoneNode node, int length)
    {
        var config = (await node.Api.GetAsync("/auth/mfa/config/")).Has(200);
        Assert.Equal(
            """{"methods":["sms_twilio","sms_api","sms_aws","email","app","yubi"],"confirm_disable_with_code":false,"""
                + "\"confirm_regeneration_with_code\":true,\"allow_backup_codes_regeneration\":true}",
            config.Text);
        var anna = await Person.RegisterAsync(node.Host);

        var codes = await anna.AddEmailAsync();
        Assert.Equal(5, codes.Length);
        Assert.All(codes, code => Assert.Equal(length, code.Replace("-", "", StringComparison.Ordinal).Length));
        var app = (await anna.PostAsync("/auth/app/activate/", new { })).Has(200).String("details");
        Assert.StartsWith("otpauth://totp/MyApplication:", app, StringComparison.Ordinal);

        await anna.SignInAsync(codes[0]);
        (await anna.PostAsync("/auth/email/deactivate/", new { })).Has(204);
    }

    private static IEnumerable<KeyValuePair<string, string>> Copied(string file) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "Settings", file))
        .Build().AsEnumerable()
        .Where(pair => pair.Value is not null)
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!));
}
