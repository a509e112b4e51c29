using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Trench;
using Trench.AspNetCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<AppDbContext>(database => database.UseSqlite(builder.Configuration.GetConnectionString("Default")));
builder.Services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<AppDbContext>();
builder.Services.AddSingleton<PigeonLoft>();

// begin-snippet: setup
builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"))
    .AddEntityFrameworkStores<AppDbContext>()
    .AddIdentityUsers<IdentityUser>()
    .AddMethod<PigeonDispatcher>("pigeon")
    .AddJwtTokens();
// end-snippet

// begin-snippet: hooks
builder.Services.AddScoped<ILoginMembers, LoginGreeting>();
builder.Services.AddScoped<IMfaEventHandler, LoftBook>();
// end-snippet

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureTrenchCreatedAsync();
}

app.UseAuthentication();
app.UseAuthorization();
app.MapGroup("/auth").MapTrench();
app.MapPost("/register", async (NewUser user, UserManager<IdentityUser> users) =>
    await users.CreateAsync(new IdentityUser(user.Username), user.Password) is { Succeeded: false } refused
        ? Results.BadRequest(refused.Errors)
        : Results.Created());

// The loft shows the codes of everyone: a sample may do that, an application may not.
app.MapGet("/loft", (PigeonLoft loft) => loft.Letters);

app.Run();

internal sealed record NewUser(string Username, string Password);

internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<IdentityUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // begin-snippet: model
        builder.AddTrench();
        builder.Entity<PigeonEnrolment>();
        // end-snippet
    }
}
