using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Trench.Core.Tests;

public sealed class BrokenApplicationTests
{
    [Theory]
    [InlineData(typeof(IUserDirectory), "AddUsers")]
    [InlineData(typeof(IMfaStore), "AddEntityFrameworkStores")]
    [InlineData(typeof(IOutboxStore), "AddEntityFrameworkStores")]
    [InlineData(typeof(ISecretProtector), "AddEntityFrameworkStores")]
    [InlineData(typeof(MasterKey), "AddEntityFrameworkStores")]
    public async Task A_port_that_nobody_fills_stops_the_start(Type port, string call)
    {
        var start = SettingsStart.With("{}")
            .Add(trench => trench.Services.Remove(trench.Services.Single(service => service.ServiceType == port)));

        Assert.Contains(call, Assert.Single((await start.RefusedAsync()).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_whose_class_cannot_be_made_stops_the_start()
    {
        var start = SettingsStart.With("{}").Add(trench => trench.AddMethod<OwlDispatcher>("owl"));

        var fault = Assert.Single((await start.RefusedAsync()).Failures);
        Assert.StartsWith("TRENCH_AUTH:MFA_METHODS:owl:HANDLER: ", fault, StringComparison.Ordinal);
        Assert.Contains(nameof(Forest), fault, StringComparison.Ordinal);
    }

    // What a constructor complains about may be a setting's value.
    [Fact]
    public async Task A_class_whose_constructor_throws_stops_the_start_without_its_text()
    {
        var start = SettingsStart.With("{}").Add(trench => trench.AddMethod<RavenDispatcher>("raven"));

        Assert.EndsWith("Its constructor throws FormatException.", Assert.Single((await start.RefusedAsync()).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_that_cannot_be_made_stop_the_start()
    {
        var start = SettingsStart.With("""{ "MFA_METHODS": { "app": { "ENABLED": false }, "email": { "ENABLED": false } } }""")
            .Add(trench => trench.Services.AddScoped<IUserDirectory>(services => throw new InvalidOperationException("No Forest is registered.")));

        Assert.Equal("The user directory cannot be made: No Forest is registered.", Assert.Single((await start.RefusedAsync()).Failures));
    }

    [Fact]
    public async Task Two_handlers_of_one_name_stop_the_start()
    {
        var start = SettingsStart.With("{}").Add(trench => trench.AddHandler(CardMethod.App));

        Assert.Contains("the handler app is registered twice", Assert.Single((await start.RefusedAsync()).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_methods_of_one_name_stop_the_start()
    {
        var start = SettingsStart.With("{}").Add(trench => trench.AddMethod<LetterDispatcher>("post").AddMethod<CardMethod>("Post"));

        Assert.StartsWith("TRENCH_AUTH:MFA_METHODS:Post: is added twice", Assert.Single((await start.RefusedAsync()).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_codes_that_look_like_codes_of_a_method_stop_the_start()
    {
        var start = SettingsStart.With("""
            {
              "BACKUP_CODES_LENGTH": 6, "BACKUP_CODES_CHARACTERS": "0123456789", "ALLOW_INSECURE": "BACKUP_CODES_LENGTH",
              "MFA_METHODS": { "email": { "CODE_DIGITS": 8 } }
            }
            """);

        var fault = Assert.Single((await start.RefusedAsync()).Failures);
        Assert.StartsWith("TRENCH_AUTH:BACKUP_CODES_LENGTH: backup codes look like codes of app", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_exists_but_is_not_registered_names_the_call()
    {
        var start = SettingsStart.With("""{ "MFA_METHODS": { "email": {} } }""")
            .Add(trench => trench.Services.Remove(
                trench.Services.Single(service => ReferenceEquals(service.ImplementationInstance, LetterDispatcher.Email))));

        Assert.Contains("call AddEmail()", Assert.Single((await start.RefusedAsync()).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_that_the_application_finds_are_in_the_same_message()
    {
        var start = SettingsStart.With("""{ "TICKET_ATTEMPTS": 0 }""")
            .Add(trench => trench.Services.AddSingleton<IStartCheck, NoMoonCheck>())
            .Add(trench => trench.Services.AddOptions<TrenchOptions>().Validate(_ => false, "The tide is out."));

        Assert.Equal(3, (await start.RefusedAsync()).Failures.Count());
    }

    [Fact]
    public async Task The_options_cannot_be_had_while_they_are_faulty()
    {
        var services = new ServiceCollection();
        services.AddTrench(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("TRENCH_AUTH:TICKET_ATTEMPTS", "0")])
            .Build()
            .GetSection("TRENCH_AUTH"));
        await using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TrenchOptions>>().Value);
    }

    [Fact]
    public async Task A_host_with_broken_settings_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("TRENCH_AUTH:NOSUCH", "1")]);
        builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => host.StartAsync());

        Assert.Contains("TRENCH_AUTH:NOSUCH: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("No store is registered", refused.Message, StringComparison.Ordinal);
    }

    internal sealed class Forest;

    internal sealed class OwlDispatcher(Forest forest) : AbstractMessageDispatcher
    {
        public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) =>
            Task.FromResult(Delivery.Failed(forest.ToString() ?? ""));
    }

    internal sealed class RavenDispatcher : AbstractMessageDispatcher
    {
        public RavenDispatcher() => throw new FormatException("hunter2 is no token.");

        public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent());
    }

    private sealed class NoMoonCheck : IStartCheck
    {
        public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options) => ["There is no moon: wait."];
    }
}
