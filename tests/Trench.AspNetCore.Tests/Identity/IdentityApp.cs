using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>A user with a field of its own and a related object.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public bool IsActive { get; set; } = true;

    public string? Pager { get; set; }

    public string? Language { get; set; }

    public Profile? Profile { get; set; }
}

public sealed class Profile
{
    public int Id { get; set; }

    public string? WorkPhone { get; set; }

    public bool IsActive { get; set; }
}

/// <summary>The application's context.</summary>
public sealed class MembersContext(DbContextOptions<MembersContext> options)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options);

/// <summary>ASP.NET Core Identity over SQLite in memory, with the adapter.</summary>
internal sealed class IdentityApp : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ServiceProvider _services;

    private IdentityApp(SqliteConnection connection, ServiceProvider services)
    {
        _connection = connection;
        _services = services;
    }

    public CountedStatements Statements => _services.GetRequiredService<CountedStatements>();

    public static async Task<IdentityApp> StartAsync(
        Action<IdentityOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var collection = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        collection.AddSingleton<CountedStatements>();
        collection.AddDbContext<MembersContext>((provider, options) =>
            options.UseSqlite(connection).AddInterceptors(provider.GetRequiredService<CountedStatements>()));
        collection.AddIdentityCore<AppUser>(options =>
        {
            options.Password.RequiredLength = 8;
            options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            configure?.Invoke(options);
        }).AddEntityFrameworkStores<MembersContext>();
        collection.AddTestEngine(configuration).AddIdentityUsers<AppUser>();
        services?.Invoke(collection);
        var app = new IdentityApp(connection, collection.BuildServiceProvider(validateScopes: true));
        await app.WithAsync<MembersContext, bool>(context => context.Database.EnsureCreatedAsync());
        return app;
    }

    /// <summary>Works with one service of a request of its own.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> AskAsync<T>(Func<IUserDirectory, Task<T>> ask) => WithAsync(ask);

    public async Task<AppUser> AddAsync(string name, string? password = "correct horse", Action<AppUser>? configure = null)
    {
        var user = new AppUser { UserName = name, Email = name + "@example.test" };
        configure?.Invoke(user);
        var result = await WithAsync<UserManager<AppUser>, IdentityResult>(manager =>
            password is null ? manager.CreateAsync(user) : manager.CreateAsync(user, password));
        Assert.True(result.Succeeded);
        return user;
    }

    public Task<AppUser> ReadAsync(Guid id) => WithAsync<MembersContext, AppUser>(context =>
        context.Users.AsNoTracking().Include(user => user.Profile).SingleAsync(user => user.Id == id));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

/// <summary>Every statement that reached the database.</summary>
internal sealed class CountedStatements : DbCommandInterceptor
{
    public List<string> All { get; } = [];

    public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
        System.Data.Common.DbCommand command,
        CommandEventData eventData,
        InterceptionResult<System.Data.Common.DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        All.Add(command.CommandText);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
