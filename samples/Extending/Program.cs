using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Trench;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<AppDbContext>(database => database.UseSqlite(builder.Configuration.GetConnectionString("Default")));
builder.Services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<AppDbContext>();

// begin-snippet: setup
var trench = builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"))
    .AddEntityFrameworkStores<AppDbContext>()
    .AddIdentityUsers<IdentityUser>()
    .AddEmail()
    .AddTokenIssuer<PassIssuer>();
builder.Services.AddSingleton(DoorFacade.Terms);
// end-snippet

// begin-snippet: facades
builder.Services.AddSingleton<NoticeBoard>();
trench.AddDeux(builder.Configuration.GetSection("DEUX"))
    .AddCodeToken(builder.Configuration.GetSection("JWT2FA_AUTH"))
    .AddConfirmations(builder.Configuration.GetSection("WCD_2FACTOR"))
    .AddOpaqueTokens();
builder.Services.AddSafe();
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
app.MapGroup("/mfa").MapDeux();
app.MapGroup("/jwt").MapCodeToken();
app.MapGroup("/2factor").MapConfirmations();

// begin-snippet: safe
app.MapPost("/safe/open", async (Key key, ClaimsPrincipal user, [FromKeyedServices(SafeRegistry.Name)] Confirmer confirmer) =>
    await confirmer.UseAsync(key.ConfirmationId, "safe.open", user.FindFirstValue(ClaimTypes.NameIdentifier)) is { } confirmed
        ? Results.Ok($"Open, by {confirmed.Method}.")
        : Results.StatusCode(StatusCodes.Status403Forbidden)).RequireAuthorization();
// end-snippet

app.MapPost("/register", async (NewUser user, UserManager<IdentityUser> users) =>
    await users.CreateAsync(new IdentityUser(user.Username) { Email = user.Email }, user.Password) is { Succeeded: false } refused
        ? Results.BadRequest(refused.Errors)
        : Results.Created());
app.MapGet("/hall", (ClaimsPrincipal user) => $"{user.Identity?.Name} is in.").RequireAuthorization();

// The board shows the codes of everyone: a sample may do that, an application may not.
app.MapGet("/board", (NoticeBoard board) => board.Slips);

// begin-snippet: vault
app.MapPost("/vault/ask", Vault.AskAsync).RequireAuthorization();
app.MapPost("/vault/open", Vault.OpenAsync).RequireAuthorization();
// end-snippet

// Without Email:Smtp:Host a development server files its mails here.
if (app.Environment.IsDevelopment())
{
    app.MapGet("/mailbox", (DevelopmentMailbox mailbox) => mailbox.Newest());
}

app.Run();

internal sealed record Key(string ConfirmationId);

internal sealed record NewUser(string Username, string Email, string Password);

internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<IdentityUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddTrench();
    }
}
