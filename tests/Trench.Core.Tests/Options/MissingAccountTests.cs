using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Trench.Core.Tests;

/// <summary>What becomes of a method whose account is not set up.</summary>
public sealed class MissingAccountTests
{
    private const string Named = """{ "MFA_METHODS": { "badge": { "VERBOSE_NAME": "Badge" } } }""";

    // As CardMethod.App, with an account.
    private static readonly MethodHandler Badge = new("badge", typeof(CardMethod))
    {
        Keys = ["BADGE_KEY"],
        BuiltIn = [new MethodSettings("badge", "badge", new Dictionary<string, string>())],
        Missing = settings => settings.Value("BADGE_KEY") is null ? "BADGE_KEY is not set: set the key of your account." : null,
    };

    [Fact]
    public async Task A_built_in_method_without_account_is_left_out_and_warned_about()
    {
        var start = Start("{}");

        Assert.DoesNotContain("badge", await NamesAsync(start));
        var warning = "Warning: TRENCH_AUTH:MFA_METHODS:badge: BADGE_KEY is not set";
        Assert.Single(start.Log.Lines, line => line.StartsWith(warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_with_a_section_and_without_account_stops_the_start()
    {
        var refused = await Start(Named).RefusedAsync();

        Assert.StartsWith("TRENCH_AUTH:MFA_METHODS:badge: BADGE_KEY is not set", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData(Named, 1)]
    public async Task In_Development_it_is_listed_and_its_section_is_warned_about(string settings, int warnings)
    {
        var start = Start(settings);
        start.Services.AddSingleton<IHostEnvironment>(new Development());

        Assert.Contains("badge", await NamesAsync(start));
        Assert.Equal(warnings, start.Log.Lines.Count(line => line.Contains("BADGE_KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task With_its_account_it_is_listed_anywhere() =>
        Assert.Contains("badge", await NamesAsync(Start("""{ "MFA_METHODS": { "badge": { "BADGE_KEY": "k" } } }""")));

    private static SettingsStart Start(string settings) => SettingsStart.With(settings).Add(trench => trench.AddHandler(Badge));

    private static async Task<IEnumerable<string>> NamesAsync(SettingsStart start) =>
        (await start.AcceptedAsync()).Methods.Select(method => method.Name);

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
