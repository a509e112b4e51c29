using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trench.Backends.Email;
using Trench.Demo;

namespace Trench.AttackTests;

/// <summary>The demo in this process, on a real port, with a switch for each weakness. It exists to be broken into.</summary>
internal sealed class WeakHost(TestDatabase database, IEnumerable<KeyValuePair<string, string>> settings) : WebApplicationFactory<AppUser>
{
    private readonly WeaknessSwitch _switch = new();

    /// <summary>Listens on a free port.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return new UriBuilder(ClientOptions.BaseAddress) { Host = "127.0.0.1" }.Uri;
    }

    /// <summary>From now on it is weak in this way, and in no other.</summary>
    public void Become(Weakness weakness) => _switch.Now = weakness;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in database.Settings.Concat(settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(static logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_switch);
            services.AddSingleton<SlowPost>();
            services.AddSingleton<WrongPasswords>();
            services.AddSingleton<IStartupFilter, WeakPipeline>();
            Wrap<IMfaStore>(services, static (provider, store) => WeakStore.Over(
                store, provider.GetRequiredService<WeaknessSwitch>(), provider.GetRequiredService<SlowPost>()));
            Wrap<IUserDirectory>(services, static (provider, users) => ActivatorUtilities.CreateInstance<WeakUsers>(provider, users));
            Wrap<IAuthenticationService>(
                services, static (provider, service) => ActivatorUtilities.CreateInstance<WeakAuthentication>(provider, service));
            Wrap<IEmailTransport>(services, static (provider, post) => provider.GetRequiredService<SlowPost>().Watch(post));

            // The hash of a password is the platform's matter; hundreds of logins need not pay for it.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        });
    }

    // What is registered stays as it is, inside.
    private static void Wrap<T>(IServiceCollection services, Func<IServiceProvider, T, T> wrap)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Add(ServiceDescriptor.Describe(typeof(T), provider => wrap(provider, Make<T>(provider, inner)), inner.Lifetime));
    }

    private static T Make<T>(IServiceProvider provider, ServiceDescriptor inner) =>
        (T)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!));
}
