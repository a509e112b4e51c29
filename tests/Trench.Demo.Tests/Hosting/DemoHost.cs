using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Trench.Backends.Email;

namespace Trench.Demo.Tests;

/// <summary>The real demo in this process, on a database of its own or shared with another node.</summary>
internal sealed class DemoHost(TestDatabase database, World world, params IEnumerable<KeyValuePair<string, string>> settings)
    : WebApplicationFactory<AppUser>
{
    public MovableClock Clock => world.Clock;

    public PostOffice Post => world.Post;

    /// <summary>Whether mail leaves by the demo's own transport and not to <see cref="Post"/>.</summary>
    public bool UsesOwnMail { get; init; }

    /// <summary>What a test adds to the demo's services.</summary>
    public Action<IServiceCollection>? AddServices { get; init; }

    /// <summary>What stands between each client and the demo.</summary>
    public Func<DelegatingHandler>? Watch { get; init; }

    public Api Api => new(Watch is null ? CreateClient() : CreateDefaultClient(Watch()));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // The hash of a password is the platform's matter; hundreds of logins need not pay for it.
        builder.UseSetting("Demo:PasswordHasher:IterationCount", "1000");
        foreach (var (key, value) in database.Settings.Concat(settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(world.Clock);
            if (!UsesOwnMail)
            {
                services.AddSingleton(provider => world.Post.Watch(provider.GetRequiredService<MailboxTransport>()));
            }
            AddServices?.Invoke(services);
        });
    }
}

/// <summary>What all nodes of a test share besides the database.</summary>
internal sealed record World(MovableClock Clock, PostOffice Post)
{
    public static World Create() => new(new MovableClock(), new PostOffice());
}
