using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>The settings of JWT2FA_AUTH.</summary>
public sealed class CodeTokenSettingsTests
{
    [Fact]
    public async Task J53_all_faults_are_told_at_once_and_say_what_to_set()
    {
        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => CodeTokenApp.StartAsync(
            new Dictionary<string, string?>
            {
                ["CODE_LENGHT"] = "7",
                ["CODE_LENGTH"] = "4",
                ["CODE_TOKEN_SECRET_KEY"] = "short and secret",
                ["CODE_EXPIRATION_TIME"] = "-5",
                ["AUTH_TOKEN_RETRY_WAIT_TIME"] = "61",
                ["CODE_SENDER"] = "Shop.NoSuchSender",
                ["EMAIL_SENDER_FROM_ADDRESS"] = "nobody",
                ["EMAIL_SENDER_BODY_OVERRIDE"] = "no code",
                ["FALLBACK_2FA_METHOD"] = "pigeon",
                ["TRUSTED_2FA_METHODS"] = "totp,pigeon",
                ["AUTH_RESULT_REFRESH_TOKEN_KEY"] = "access",
                ["TOTP_VALID_WINDOW"] = "9",
            },
            trench: new Dictionary<string, string?> { ["TICKET_ATTEMPTS"] = "0" }));

        Assert.Equal(
            [
                "JWT2FA_AUTH:AUTH_RESULT_ACCESS_TOKEN_KEY: or another key of results names a member twice; give each its own.",
                "JWT2FA_AUTH:AUTH_TOKEN_RETRY_WAIT_TIME: is 61 seconds; set 0 to 60 seconds.",
                "JWT2FA_AUTH:CODE_EXPIRATION_TIME: cannot be read; set whole seconds or hh:mm:ss.",
                "JWT2FA_AUTH:CODE_LENGHT: is not a setting. Did you mean CODE_LENGTH?",
                "JWT2FA_AUTH:CODE_LENGTH: gives codes of fewer than a million values; set more characters.",
                "JWT2FA_AUTH:CODE_SENDER: names no class that is an ICodeSender; set its full name, with namespace, or leave it out.",
                "JWT2FA_AUTH:CODE_TOKEN_SECRET_KEY: is shorter than 32 characters; set a random one, or leave it out.",
                "JWT2FA_AUTH:EMAIL_SENDER_BODY_OVERRIDE: does not say the code; put {code} into it.",
                "JWT2FA_AUTH:EMAIL_SENDER_FROM_ADDRESS: is no sender; set an address, such as Shop <noreply@example.com>.",
                "JWT2FA_AUTH:FALLBACK_2FA_METHOD: is not a method; set one of: code-sender, totp, no-2fa.",
                "JWT2FA_AUTH:TOTP_VALID_WINDOW: is 9 steps; set 0 to 2 steps.",
                "JWT2FA_AUTH:TRUSTED_2FA_METHODS: has an item that is not a method; the methods are: code-sender, totp, no-2fa.",
                "TRENCH_AUTH:TICKET_ATTEMPTS: is 0; set 1 to 10.",
            ],
            refused.Failures.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("3/s", 3, 1)]
    [InlineData("2/7s", 2, 7)]
    [InlineData("4/m", 4, 60)]
    [InlineData("4/10m", 4, 600)]
    [InlineData("5/h", 5, 3600)]
    [InlineData("12/3h", 12, 10800)]
    [InlineData("6/d", 6, 86400)]
    public async Task J30_a_rate_is_a_count_and_a_period(string text, int count, int seconds)
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["CODE_TOKEN_THROTTLE_RATE"] = text });

        Assert.Equal(new Rate(count, TimeSpan.FromSeconds(seconds)), Settings(app).CodeTokenThrottleRate);
    }

    [Fact]
    public async Task J30_no_rate_is_no_limit_and_warned_about()
    {
        await using var app = await CodeTokenApp.StartAsync();

        Assert.Null(Settings(app).CodeTokenThrottleRate);
        Assert.Contains("JWT2FA_AUTH:CODE_TOKEN_THROTTLE_RATE: is off;", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_originals_own_functions_mean_the_default()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>
        {
            ["CODE_SENDER"] = "drf_jwt_2fa.sending.send_verification_code_via_email",
            ["TOTP_SECRET_GETTER"] = "drf_jwt_2fa.getters.get_totp_secret_of_user",
            ["PREFERRED_2FA_METHOD_GETTER"] = "drf_jwt_2fa.getters.get_preferred_2fa_method_of_user",
        });

        Assert.Null(Settings(app).CodeSender);
        (await CodeTokenPerson.New(app).GetCodeAsync()).MustBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_has_no_effect_says_so_at_the_start()
    {
        await using var app = await CodeTokenApp.StartAsync(
            new Dictionary<string, string?> { ["CODE_EXTENSION_SECRET"] = "pepper", ["TOTP_ENCRYPTION_KEY"] = "fernet", ["TRUSTED_2FA_METHODS"] = "no-2fa" });

        Assert.Contains("JWT2FA_AUTH:CODE_EXTENSION_SECRET: has no effect;", app.Log.Text, StringComparison.Ordinal);
        Assert.Contains("JWT2FA_AUTH:TOTP_ENCRYPTION_KEY: has no effect;", app.Log.Text, StringComparison.Ordinal);
        Assert.Contains("JWT2FA_AUTH:TRUSTED_2FA_METHODS: has no-2fa;", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pepper", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fernet", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_ones_own_signs_code_tokens()
    {
        var own = new Dictionary<string, string?> { ["CODE_TOKEN_SECRET_KEY"] = new('k', 32) };
        await using var app = await CodeTokenApp.StartAsync(own);
        var anna = CodeTokenPerson.New(app);

        var token = await anna.CodeTokenAsync();

        Assert.True(IsSignedBy(token, new('k', 32)));
        Assert.False(IsSignedBy(token, new('l', 32)));
        (await anna.AuthAsync(token, anna.LastCode)).MustBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_widest_settings_are_terms_that_the_engine_takes()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>
        {
            ["CODE_EXPIRATION_TIME"] = "900",
            ["AUTH_TOKEN_RETRY_WAIT_TIME"] = "60",
            ["MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN"] = "",
            ["MAX_ACTIVE_CODE_TOKENS_PER_USER"] = "",
            ["ENROLLMENT_TOKEN_EXPIRATION_TIME"] = "3600",
        });

        Assert.Equal(TimeSpan.FromMinutes(15), Settings(app).CodeExpirationTime);
    }

    [Fact]
    public async Task Facades_that_differ_about_users_without_a_method_are_warned_about()
    {
        await using var app = await CodeTokenApp.StartAsync();

        Assert.Contains("Users without a method are asked for a code by code-token, and not by trench.", app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "code-sender")]
    [InlineData(null, "no-2fa")]
    public async Task Facades_that_agree_are_not(string? engine, string fallback)
    {
        await using var app = await CodeTokenApp.StartAsync(
            new Dictionary<string, string?> { ["FALLBACK_2FA_METHOD"] = fallback },
            trench: new Dictionary<string, string?> { ["FALLBACK_METHOD"] = engine });

        Assert.DoesNotContain("Users without a method", app.Log.Text, StringComparison.Ordinal);
    }

    // RFC 7515 appendix A.1, without any code of the application.
    private static bool IsSignedBy(string token, string key)
    {
        var end = token.LastIndexOf('.');
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(token[..end]));
        return token[(end + 1)..] == System.Buffers.Text.Base64Url.EncodeToString(mac);
    }

    private static CodeTokenOptions Settings(HttpApp app) => app.Get<SettingSection<CodeTokenOptions>>().Value;
}
