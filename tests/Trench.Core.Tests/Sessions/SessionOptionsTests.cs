using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Sessions;

public sealed class SessionOptionsTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    // Zero makes tokens that are dead at once; with the longest time there is, the first login would end after the last day there is.
    [Theory]
    [InlineData("Lifetime", "00:00:00")]
    [InlineData("Lifetime", "-00:00:01")]
    [InlineData("Lifetime", "3650.00:00:01")]
    [InlineData("Lifetime", "10675199.02:48:05.4775807")]
    [InlineData("LongestLifetime", "00:00:00")]
    [InlineData("LongestLifetime", "10675199.02:48:05.4775807")]
    [InlineData("ProofLifetime", "00:00:00")]
    [InlineData("ProofLifetime", "10675199.02:48:05.4775807")]
    public async Task A_duration_out_of_range_stops_the_start(string name, string value)
    {
        var duration = TimeSpan.Parse(value, CultureInfo.InvariantCulture);
        var start = Start(options => typeof(SessionOptions).GetProperty(name)!.SetValue(options, duration));

        Assert.Equal($"SessionOptions.{name} is {value}: set 1 second to 3650 days.", Assert.Single((await start.RefusedAsync()).Failures));
    }

    [Fact]
    public async Task A_session_that_is_to_live_longer_than_the_longest_stops_the_start()
    {
        var start = Start(options => options.Lifetime = TimeSpan.FromDays(60));

        Assert.Equal(
            "SessionOptions.LongestLifetime is 30.00:00:00: set at least Lifetime, which is 60.00:00:00, or shorten that.",
            Assert.Single((await start.RefusedAsync()).Failures));
    }

    [Fact]
    public async Task Its_faults_are_in_the_message_with_those_of_the_settings()
    {
        var start = Start(
            options => (options.Lifetime, options.ProofLifetime) = (TimeSpan.Zero, TimeSpan.Zero), """{ "TICKET_ATTEMPTS": 0 }""");

        Assert.Equal(3, (await start.RefusedAsync()).Failures.Count());
    }

    [Fact]
    public async Task What_the_application_demands_of_it_is_in_the_message_too()
    {
        var start = SettingsStart.With("{}").Add(trench =>
            trench.Services.AddOptions<SessionOptions>().Validate(_ => false, "Sessions are short in this house."));

        Assert.Equal("Sessions are short in this house.", Assert.Single((await start.RefusedAsync()).Failures));
    }

    [Fact]
    public async Task The_shortest_durations_are_accepted() => await Start(options => Set(options, Least)).RunAsync();

    [Fact]
    public async Task The_longest_durations_are_good_for_a_login()
    {
        await using var engine = await TestEngine.StartAsync(
            configure: trench => trench.Services.Configure<SessionOptions>(options => Set(options, Most)));
        var anna = Person.New(engine);

        await anna.SignInAsync();

        Assert.Equal(engine.Clock.Now + Most, (await anna.ActAsync()).Session?.ExpiresAt);
    }

    private static SettingsStart Start(Action<SessionOptions> configure, string settings = "{}") =>
        SettingsStart.With(settings).Add(trench => trench.Services.Configure(configure));

    private static void Set(SessionOptions options, TimeSpan duration) =>
        (options.Lifetime, options.LongestLifetime, options.ProofLifetime) = (duration, duration, duration);
}
