using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.Testing;

/// <summary>The real engine with the test's own parts around it, for any container: the engine alone, or an application with routes.</summary>
public static class TestEngineParts
{
    /// <summary>Adds the engine on the reference store, with a clock that stands still. Settings are those of the section TRENCH_AUTH.</summary>
    public static TrenchBuilder AddTestEngine(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<TimeProvider>(new FakeClock());
        services.AddSingleton<CapturedLog>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<CapturedLog>());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton(new MasterKey(Codes.Bytes(32)));
        services.AddSingleton<ISecretProtector, TestSecretProtector>();
        services.AddSingleton<InMemoryMfaStore>();
        services.AddSingleton<IMfaStore>(provider => provider.GetRequiredService<InMemoryMfaStore>());
        services.AddSingleton<IOutboxStore>(provider => provider.GetRequiredService<InMemoryMfaStore>());
        services.AddSingleton<CapturedMessages>();
        services.AddSingleton<InMemoryUsers>();
        services.AddScoped<IUserDirectory>(provider => provider.GetRequiredService<InMemoryUsers>());
        return services.AddTrench(configuration.GetSection("TRENCH_AUTH"))
            .AddHandler(new MethodHandler("capture", typeof(CaptureDispatcher)) { BuiltIn = [Delivering("pigeon"), Delivering("dove")] })
            .AddMethod<StepMethod>("token");
    }

    private static MethodSettings Delivering(string name) =>
        new(name, "capture", new Dictionary<string, string>()) { SourceField = "Email", Field = "email" };
}
