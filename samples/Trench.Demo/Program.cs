using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trench.Demo;

var builder = WebApplication.CreateBuilder(args);
builder.UseRequestLimits();
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
builder.Services.AddDemoDatabase(builder.Configuration, DataFolder.Prepare(builder));
builder.Services.AddDemoUsers();
builder.Services.AddTrench(builder.Configuration.GetSection("TRENCH_AUTH"))
    .AddEntityFrameworkStores<AppDbContext>()
    .AddIdentityUsers<AppUser>()
    .AddEmail()
    .AddSms()
    .AddAuthenticatorApp()
    .AddYubiKey()
    .AddJwtTokens()
    .AddOpaqueTokens()
    .AddDeux(builder.Configuration.GetSection("DEUX"))
    .AddConfirmations(builder.Configuration.GetSection("WCD_2FACTOR"))
    .AddCodeToken(builder.Configuration.GetSection("JWT2FA_AUTH"))
    .AddTexts(DemoPhrases.Source);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
builder.Services.AddPasswordGuesses();
builder.Services.AddRegistrations();
builder.Services.AddDemoAdmin();
builder.Services.AddOpenApi();
builder.Services.AddDemoHealth();
builder.Services.AddDemoTelemetry(builder.Configuration);

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureTrenchCreatedAsync();
    await ActivatorUtilities.CreateInstance<AdministratorAccount>(scope.ServiceProvider).EnsureAsync();
}

app.UseTrustedProxies(app.Configuration);
app.UseSecurityHeaders();
app.UseBreakdowns();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();

app.MapGroup("/auth").MapTrench();
app.MapGroup("/mfa").MapDeux();
app.MapGroup("/2factor").MapConfirmations();
app.MapGroup("/jwt").MapCodeToken();
app.MapUsers();
app.MapDemoAdmin();
app.MapOpenApi();
app.MapDemoHealth();
if (app.Environment.IsDevelopment())
{
    app.MapMailbox();
}

app.Run();
