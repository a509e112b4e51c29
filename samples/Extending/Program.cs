using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Trench;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<AppDbContext>(database => database.UseSqlite(builder.Configuration.GetConnectionString("Default")));
builder.Services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<AppDbContext>();

// begin-snippet: setup
builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"))
    .AddEntityFrameworkStores<AppDbContext>()
    .AddIdentityUsers<IdentityUser>()
    .AddEmail()
    .AddTokenIssuer<PassIssuer>();
builder.Services.AddSingleton(DoorFacade.Terms);
// end-snippet

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureTrenchCreatedAsync();
}

app.UseAuthentication();
app.UseAuthorization();

// begin-snippet: routes
app.MapGroup("/auth").MapTrench();
app.MapGroup("/door").MapDoor();
// end-snippet

app.MapPost("/register", async (NewUser user, UserManager<IdentityUser> users) =>
    await users.CreateAsync(new IdentityUser(user.Username) { Email = user.Email }, user.Password) is { Succeeded: false } refused
        ? Results.BadRequest(refused.Errors)
        : Results.Created());
app.MapGet("/hall", (ClaimsPrincipal user) => $"{user.Identity?.Name} is in.").RequireAuthorization();

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
