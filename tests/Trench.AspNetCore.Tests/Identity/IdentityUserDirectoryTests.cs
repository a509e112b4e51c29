using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore.Tests;

public sealed class IdentityUserDirectoryTests : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private AppUser _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await IdentityApp.StartAsync();
        _anna = await _app.AddAsync("anna");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("anna")]
    [InlineData("ANNA")]
    public async Task The_right_password_finds_the_user_whatever_the_case_of_the_name(string name)
    {
        var user = await CheckAsync(name, "correct horse");

        Assert.Equal(new MfaUser(_anna.Id.ToString(), "anna", _anna.SecurityStamp!, IsActive: true), user);
    }

    [Theory]
    [InlineData("anna", "wrong")]
    [InlineData("nobody", "correct horse")]
    [InlineData("", "")]
    [InlineData("anna\uFFFE", "correct horse")]
    [InlineData("\uD800", "correct horse")]
    public async Task Anything_else_finds_nobody(string name, string password) => Assert.Null(await CheckAsync(name, password));

    [Fact]
    public async Task An_inactive_user_or_one_without_a_password_is_nobody()
    {
        await _app.AddAsync("ben", configure: user => user.IsActive = false);
        await _app.AddAsync("cara", password: null);

        Assert.Null(await CheckAsync("ben", "correct horse"));
        Assert.Null(await CheckAsync("cara", "correct horse"));
    }

    [Fact]
    public async Task Nobody_costs_a_password_hash_too()
    {
        // Attack: the quick answer tells which names exist (ASVS 6.3.8). The hash is the cost, so the hashes are counted.
        var hasher = new CountingHasher();
        await using var app = await IdentityApp.StartAsync(services: services => services.AddSingleton<IPasswordHasher<AppUser>>(hasher));
        await app.AddAsync("anna");
        await app.AddAsync("ben", configure: user => user.IsActive = false);
        await app.AddAsync("cara", password: null);

        foreach (var name in new[] { "anna", "nobody", "ben", "cara", "\uFFFE" })
        {
            hasher.Checks = 0;
            await app.AskAsync(directory => directory.CheckPasswordAsync(name, "wrong", default));
            Assert.Equal(1, hasher.Checks);
        }
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task A_password_is_checked_with_one_statement_that_tells_little_by_its_time(string name)
    {
        // Attack: a user whom EF Core makes and tracks takes longer than nobody (ASVS 6.3.8).
        await CheckAsync(name, "wrong");
        _app.Statements.All.Clear();

        await CheckAsync(name, "wrong");

        Assert.DoesNotContain(nameof(AppUser.PhoneNumber), Assert.Single(_app.Statements.All), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct horse", true)]
    [InlineData("wrong", false)]
    public async Task The_right_password_renews_a_hash_that_is_too_cheap(string password, bool isRenewed)
    {
        var cheap = new PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        var old = cheap.HashPassword(_anna, "correct horse");
        await ChangeAsync(user => user.PasswordHash = old);

        var user = await CheckAsync("anna", password);

        var stored = await StoredAsync();
        Assert.Equal(isRenewed, stored.PasswordHash != old);
        Assert.Equal(isRenewed ? stored.SecurityStamp : null, user?.SecurityStamp);
        Assert.Equal(isRenewed, await CheckAsync("anna", password) is not null);
    }

    [Fact]
    public async Task A_manager_of_the_applications_own_is_asked_itself()
    {
        await using var app = await IdentityApp.StartAsync(services: services => services.AddScoped<UserManager<AppUser>, MailManager>());
        await app.AddAsync("anna", configure: user => user.Email = "anna@example.com");

        Assert.NotNull(await app.AskAsync(directory => directory.CheckPasswordAsync("anna@example.com", "correct horse", default)));
        Assert.Null(await app.AskAsync(directory => directory.CheckPasswordAsync("anna@example.com", "wrong", default)));
    }

    [Fact]
    public async Task A_store_of_the_applications_own_is_asked_itself()
    {
        // Attack: a login at one tenant with the name and password of another.
        await using var app = await IdentityApp.StartAsync(services: services => services.AddScoped<IUserStore<AppUser>, StoreOfNobody>());
        await app.AddAsync("anna");

        Assert.Null(await app.AskAsync(directory => directory.CheckPasswordAsync("anna", "correct horse", default)));
    }

    [Fact]
    public void Whoever_is_not_there_costs_one_hash_where_only_columns_are_read()
    {
        var (hasher, dummy) = (new CountingHasher(), new DummyPassword<AppUser>());

        dummy.Check(hasher, "correct horse");

        Assert.Equal(1, hasher.Checks);
    }

    [Fact]
    public async Task Identitys_own_lock_out_is_not_asked()
    {
        // Attack: a stranger types wrong passwords until the owner is locked out.
        await _app.AddAsync("dora", configure: user => (user.LockoutEnabled, user.LockoutEnd) = (true, DateTimeOffset.MaxValue));

        Assert.NotNull(await CheckAsync("dora", "correct horse"));
    }

    [Fact]
    public async Task Finding_a_user_is_one_short_statement()
    {
        await FindAsync(_anna.Id.ToString());
        _app.Statements.All.Clear();

        var user = await FindAsync(_anna.Id.ToString());

        Assert.Equal(new MfaUser(_anna.Id.ToString(), "anna", _anna.SecurityStamp!, IsActive: true), user);
        var statement = Assert.Single(_app.Statements.All);
        Assert.DoesNotContain("PasswordHash", statement, StringComparison.Ordinal);
        Assert.DoesNotContain(_anna.Id.ToString(), statement, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_found_by_another_spelling_of_the_id_has_the_id_of_the_database() =>
        Assert.Equal(_anna.Id.ToString(), (await FindAsync(_anna.Id.ToString("B").ToUpperInvariant()))?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("not a guid")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_id_that_is_nobodys_finds_nobody(string id) => Assert.Null(await FindAsync(id));

    [Fact]
    public async Task A_changed_password_changes_the_stamp()
    {
        await _app.WithAsync<UserManager<AppUser>, IdentityResult>(async manager =>
            await manager.ChangePasswordAsync((await manager.FindByNameAsync("anna"))!, "correct horse", "battery staple"));

        Assert.NotEqual(_anna.SecurityStamp, (await FindAsync(_anna.Id.ToString()))!.SecurityStamp);
    }

    private Task<AppUser> StoredAsync() =>
        _app.WithAsync<UserManager<AppUser>, AppUser>(async manager => (await manager.FindByNameAsync("anna"))!);

    private Task<IdentityResult> ChangeAsync(Action<AppUser> change) => _app.WithAsync<UserManager<AppUser>, IdentityResult>(async manager =>
    {
        var user = (await manager.FindByNameAsync("anna"))!;
        change(user);
        return await manager.UpdateAsync(user);
    });

    private Task<MfaUser?> CheckAsync(string name, string password) =>
        _app.AskAsync(directory => directory.CheckPasswordAsync(name, password, default));

    private Task<MfaUser?> FindAsync(string id) => _app.AskAsync(directory => directory.FindAsync(id, default));

    /// <summary>Signs people in by their address.</summary>
    private sealed class MailManager(
        IUserStore<AppUser> store,
        IOptions<IdentityOptions> options,
        IPasswordHasher<AppUser> hasher,
        IEnumerable<IUserValidator<AppUser>> users,
        IEnumerable<IPasswordValidator<AppUser>> passwords,
        ILookupNormalizer normalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<AppUser>> logger)
        : UserManager<AppUser>(store, options, hasher, users, passwords, normalizer, errors, services, logger)
    {
        public override Task<AppUser?> FindByNameAsync(string userName) => FindByEmailAsync(userName);
    }

    /// <summary>Whose users are all of another tenant.</summary>
    private sealed class StoreOfNobody(MembersContext context) : UserStore<AppUser, IdentityRole<Guid>, MembersContext, Guid>(context)
    {
        public override Task<AppUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken = default) =>
            Task.FromResult<AppUser?>(null);
    }

    private sealed class CountingHasher : PasswordHasher<AppUser>
    {
        public int Checks { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
