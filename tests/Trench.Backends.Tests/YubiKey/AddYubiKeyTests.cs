using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>Where the method is listed, and what stops the start.</summary>
public sealed class AddYubiKeyTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public async Task Without_account_it_is_not_listed()
    {
        await using var engine = await TestEngine.StartAsync(Nothing, trench => trench.AddYubiKey());

        Assert.DoesNotContain("yubi", await NamesAsync(engine));
    }

    [Theory]
    [InlineData("VERBOSE_NAME", "Key")]
    [InlineData("YUBICLOUD_CLIENT_ID", "1")]
    [InlineData("HANDLER", "trench.backends.yubikey.YubiKeyMessageDispatcher")]
    [InlineData("HANDLER", "trench.backends.yubikey.YubiKeyBackend")]
    public async Task Configured_without_account_it_stops_the_start(string key, string value)
    {
        var settings = new Dictionary<string, string?> { ["MFA_METHODS:yubi:" + key] = value };

        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => TestEngine.StartAsync(settings, trench => trench.AddYubiKey()));

        var fault = Assert.Single(refused.Failures);
        Assert.StartsWith("TRENCH_AUTH:MFA_METHODS:yubi: set YUBICLOUD_CLIENT_ID and YUBICLOUD_SECRET", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_it_can_be_seen_and_no_password_is_good()
    {
        await using var engine = await TestEngine.StartAsync(Nothing, trench =>
        {
            trench.Services.AddSingleton<IHostEnvironment>(new Development());
            trench.AddYubiKey();
        });
        var ann = Person.New(engine);
        await ann.SignInAsync();

        Assert.Contains("yubi", await NamesAsync(engine));
        Assert.Equal("Generate code using YubiKey", (await ann.ActivateAsync("yubi")).Value?.Details);
        Assert.Equal(RefusalKind.CodeWrong, (await ann.ConfirmAsync("yubi", SoftYubiKey.New().Press())).Refusal?.Kind);
        Assert.Contains("docs/methods/yubi.md", engine.Log.Text, StringComparison.Ordinal);
    }

    // What a copied settings dict has.
    [Fact]
    public async Task In_Development_a_client_id_alone_is_warned_about()
    {
        var settings = new Dictionary<string, string?> { ["MFA_METHODS:yubi:YUBICLOUD_CLIENT_ID"] = "YOUR KEY" };
        await using var engine = await TestEngine.StartAsync(settings, trench =>
        {
            trench.Services.AddSingleton<IHostEnvironment>(new Development());
            trench.AddYubiKey();
        });

        Assert.Contains("yubi", await NamesAsync(engine));
        Assert.Contains("Warning TRENCH_AUTH:MFA_METHODS:yubi: set YUBICLOUD_CLIENT_ID and", engine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_never_shows_a_secret()
    {
        var settings = new Dictionary<string, string?>
        {
            ["MFA_METHODS:yubi:YUBICLOUD_CLIENT_ID"] = CloudBench.Secret,
            ["MFA_METHODS:yubi:YUBICLOUD_SECRET_KEY"] = "almost " + CloudBench.Secret,
        };

        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => TestEngine.StartAsync(settings, trench => trench.AddYubiKey()));

        Assert.Equal(2, refused.Failures.Count());
        Assert.DoesNotContain(CloudBench.Secret, refused.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> NamesAsync(TestEngine engine) =>
        engine.InScopeAsync(services => Task.FromResult(services.GetRequiredService<MethodRegistry>().Names));

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
