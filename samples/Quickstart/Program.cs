using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Trench;

var builder = WebApplication.CreateBuilder(args);

// What the application has already: users with passwords.
builder.Services.AddDbContext<AppDbContext>(database => database.UseSqlite(builder.Configuration.GetConnectionString("Default")));
builder.Services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<AppDbContext>();

// begin-snippet: setup
// What Trench adds: a second step by e-mail or authenticator app, in the same database, and tokens.
builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"))
    .AddEntityFrameworkStores<AppDbContext>()
    .AddIdentityUsers<IdentityUser>()
    .AddEmail()
    .AddAuthenticatorApp()
    .AddJwtTokens();
// end-snippet

var app = builder.Build();

// begin-snippet: routes
// Makes the tables in a new database.
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureTrenchCreatedAsync();
}

app.UseAuthentication();
app.UseAuthorization();
app.MapGroup("/auth").MapTrench();
// end-snippet

app.MapPost("/register", async (NewUser user, UserManager<IdentityUser> users) =>
    await users.CreateAsync(new IdentityUser(user.Username) { Email = user.Email }, user.Password) is { Succeeded: false } refused
        ? Results.BadRequest(refused.Errors)
        : Results.Created());
app.MapGet("/hello", (ClaimsPrincipal user) => $"Hello {user.Identity?.Name}, you came in by {user.FindFirstValue("acr")}.")
    .RequireAuthorization();

// Without Email:Smtp:Host a development server files its mails here.
if (app.Environment.IsDevelopment())
{
    app.MapGet("/mailbox", (DevelopmentMailbox mailbox) => mailbox.Newest());
}

app.Run();

internal sealed record NewUser(string Username, string Email, string Password);

internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<IdentityUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddTrench();
    }
}
