namespace Trench.Core.Tests;

public sealed class LimitSettingsTests
{
    [Theory]
    [InlineData("LOCK_AFTER")]
    [InlineData("ACCOUNT_PER_DAY")]
    [InlineData("ACCOUNT_PER_30_DAYS")]
    [InlineData("BACKUP_CODES_PER_DAY")]
    [InlineData("ADDRESS_FAILURES")]
    [InlineData("SEND_COOLDOWN")]
    [InlineData("SENDS_PER_TARGET")]
    [InlineData("SMS_PER_ADDRESS")]
    public async Task A_limit_that_is_switched_off_by_the_empty_text_is_warned_about(string key)
    {
        var start = SettingsStart.With($$"""{ "LIMITS": { "{{key}}": "" } }""");

        await start.RunAsync();

        Assert.StartsWith($"Warning: TRENCH_AUTH:LIMITS:{key}: is off; ", Assert.Single(start.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_configuration_every_limit_is_on_and_nothing_is_warned_about()
    {
        var start = SettingsStart.With("{}");

        var limits = (await start.AcceptedAsync()).Limits;

        Assert.Equal((5, 20, 100, 10), (limits.LockAfter, limits.AccountPerDay, limits.AccountPer30Days, limits.BackupCodesPerDay));
        Assert.Equal(new Rate(30, TimeSpan.FromMinutes(10)), limits.AddressFailures);
        Assert.Empty(start.Log.Lines);
    }

    // A key copied without its value must not switch a protection off.
    [Fact]
    public async Task A_null_is_not_set_and_keeps_the_default()
    {
        var options = await SettingsStart.With("""{ "LIMITS": { "LOCK_AFTER": null }, "FROM_EMAIL": null, "TICKET_ATTEMPTS": null }""").AcceptedAsync();

        Assert.Equal((5, null, 5), (options.Limits.LockAfter, options.FromEmail, options.TicketAttempts));
    }

    [Fact]
    public async Task Every_limit_is_read()
    {
        var limits = (await SettingsStart.With("""
            {
              "LIMITS": {
                "LOCK_AFTER": 3, "ACCOUNT_PER_DAY": 9, "ACCOUNT_PER_30_DAYS": 50, "BACKUP_CODES_PER_DAY": 4, "ADDRESS_FAILURES": "10/5m",
                "SEND_COOLDOWN": 60, "SENDS_PER_TARGET": "3/2h", "SMS_PER_ADDRESS": "4/d"
              }
            }
            """).AcceptedAsync()).Limits;

        Assert.Equal((3, 9, 50, 4), (limits.LockAfter, limits.AccountPerDay, limits.AccountPer30Days, limits.BackupCodesPerDay));
        Assert.Equal((new Rate(10, TimeSpan.FromMinutes(5)), TimeSpan.FromMinutes(1)), (limits.AddressFailures, limits.SendCooldown));
        Assert.Equal((new Rate(3, TimeSpan.FromHours(2)), new Rate(4, TimeSpan.FromDays(1))), (limits.SendsPerTarget, limits.SmsPerAddress));
    }
}
