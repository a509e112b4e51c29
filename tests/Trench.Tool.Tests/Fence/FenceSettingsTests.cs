using System.Globalization;
using Trench.Testing;

namespace Trench.Tool.Tests;

/// <summary>The fence understands the settings of methods as the application does.</summary>
public sealed class FenceSettingsTests
{
    private const long Period = 60;

    [Theory]
    [InlineData("APP:PERIOD")]
    [InlineData("app:Period")]
    public async Task The_step_of_the_app_is_found_whatever_the_case_of_its_keys(string key)
    {
        await using var move = await Move.StartAsync(settings: Methods((key, "60")));
        await move.BringUserAsync();

        await FenceAsync(move);

        Assert.Equal(move.New.Clock.Now.ToUnixTimeSeconds() / Period, await CounterAsync(move));
    }

    [Theory]
    [InlineData("APP")]
    [InlineData("Trench.Backends.Application.APPLICATIONBACKEND")]
    public async Task A_further_app_is_found_by_its_handler_whatever_the_case_of_its_name(string handler)
    {
        await using var move = await Move.StartAsync(settings: Methods(("totp:HANDLER", handler), ("totp:PERIOD", "60")));
        await move.Old.AddUserAsync(7);
        await move.Old.AddMethodAsync(7, "app", Move.Secret, isPrimary: true);
        await move.ApplyAsync("--method", "app=totp");

        await FenceAsync(move);

        Assert.Equal(move.New.Clock.Now.ToUnixTimeSeconds() / Period, await CounterAsync(move));
    }

    [Theory]
    [InlineData("EMAIL:ENABLED", "false")]
    [InlineData("Email:Enabled", "0")]
    public async Task A_method_that_is_switched_off_is_no_other_method_whatever_the_case_of_its_keys(string key, string value)
    {
        var yubi = SoftYubiKey.New();
        await using var move = await Move.StartAsync(settings: Methods((key, value), ("YUBI:YUBIKEY_OFFLINE_KEYS:0", yubi.Entry)));
        await move.Old.AddUserAsync(8, "eight@example.com");
        await move.Old.AddMethodAsync(8, "yubi", yubi.PublicId, isPrimary: true);
        await move.Old.AddMethodAsync(8, "email", Move.Secret);
        await move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        var report = await FenceAsync(move);

        Assert.Contains("by their owners, who have another method: 0 (methods: yubi)", report, StringComparison.Ordinal);
        Assert.Contains("because their owners have nothing else: 1;", report, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Methods(params (string Key, string Value)[] settings) =>
        settings.ToDictionary(setting => $"TRENCH_AUTH:MFA_METHODS:{setting.Key}", setting => (string?)setting.Value);

    private static async Task<long> CounterAsync(Move move) => (await move.New.FactorsAsync("7")).Enrolments.Single().Counter;

    private static async Task<string> FenceAsync(Move move)
    {
        var run = await move.ToolAsync("fence", "--since", move.New.Clock.Now.ToString("O", CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Output);
        return run.Output;
    }
}
