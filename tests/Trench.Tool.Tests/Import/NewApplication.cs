using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trench.Testing;

namespace Trench.Tool.Tests;

/// <summary>The application that people come to: the real engine on its database, with the old users under their old ids.</summary>
internal sealed class NewApplication : IAsyncDisposable
{
    private static readonly Caller Caller = new("trench") { Address = "192.0.2.7" };

    private readonly ServiceProvider _services;

    private NewApplication(
        Action<DbContextOptionsBuilder> database, string masterKey, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. settings, KeyValuePair.Create<string, string?>(MasterKeySource.KeySetting, masterKey)])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Messages);
        services.AddSingleton(Users);
        services.AddScoped<IUserDirectory>(provider => provider.GetRequiredService<InMemoryUsers>());
        services.AddDbContext<AppDbContext>(database);
        services.AddTrench(configuration.GetSection("TRENCH_AUTH"))
            .AddEntityFrameworkStores<AppDbContext>()
            .AddAuthenticatorApp()
            .AddYubiKey()
            .AddHandler(new MethodHandler("capture", typeof(CaptureDispatcher)) { BuiltIn = [Email()] });
        _services = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public CapturedMessages Messages { get; } = new();

    public InMemoryUsers Users { get; } = new();

    public static async Task<NewApplication> StartAsync(
        Action<DbContextOptionsBuilder> database, string masterKey, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var application = new NewApplication(database, masterKey, settings ?? []);
        await application.WithAsync<AppDbContext, bool>(async context =>
        {
            await context.Database.EnsureTrenchCreatedAsync();
            return true;
        });
        foreach (var hosted in application._services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        return application;
    }

    public Task<UserFactors> FactorsAsync(string user) => WithAsync<IMfaStore, UserFactors>(store => store.FindUserAsync(user, default));

    public Task<IReadOnlyList<MfaEvent>> EventsAsync(string user) =>
        WithAsync<IMfaStore, IReadOnlyList<MfaEvent>>(store => store.ListEventsAsync(new EventFilter(user, 1000), default));

    public Task<IReadOnlyList<MfaEvent>> AllEventsAsync() =>
        WithAsync<IMfaStore, IReadOnlyList<MfaEvent>>(store => store.ListEventsAsync(new EventFilter(null, 1000), default));

    public Task<Session?> SessionAsync(string id) => WithAsync<IMfaStore, Session?>(store => store.FindSessionAsync(id, default));

    public Task<CommitResult> CommitAsync(params Change[] changes) =>
        WithAsync<IMfaStore, CommitResult>(store => store.CommitAsync(changes, default));

    public Task<Factor> OpenAsync(Enrolment row) =>
        WithAsync<FactorSeal, Factor>(seal => Task.FromResult(seal.Open(row.SealedFactor, row.UserId, row.Id)));

    public async Task<Asked> AskAsync(string user)
    {
        Users.Put(new TestUser(user, $"user-{user}", "correct horse"));
        var begun = await WithAsync<SignInFlow, Outcome<SignInStep>>(
            flow => flow.BeginAsync($"user-{user}", "correct horse", Caller, default));
        return Assert.IsType<Asked>(begun.Value);
    }

    public async Task<Outcome<SignedIn>> SignInAsync(string user, string code) => await AnswerAsync((await AskAsync(user)).Ticket, code);

    public Task<Outcome<SignedIn>> AnswerAsync(string ticket, string code) =>
        WithAsync<SignInFlow, Outcome<SignedIn>>(flow => flow.CompleteAsync(ticket, code, Caller, default));

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private static MethodSettings Email() => new("email", "capture", new Dictionary<string, string>()) { SourceField = "Email" };

    private async Task<T> WithAsync<TPart, T>(Func<TPart, Task<T>> use)
        where TPart : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    private sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTrench();
    }
}
