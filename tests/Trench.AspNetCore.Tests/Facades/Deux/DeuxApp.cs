using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>An application with the deux facade at <c>/mfa</c>. Its <c>sms</c> is a method that delivers to the test.</summary>
internal static class DeuxApp
{
    public static readonly (string, string?)[] Shop = [("CLIENTS:shop:SECRET", "s3cret+of the shop"), ("CLIENTS:shop:SCOPES", "read write")];

    private static readonly Dictionary<string, string?> Text = new()
    {
        ["MFA_METHODS:text:HANDLER"] = "capture",
        ["MFA_METHODS:text:FIELD"] = "phone_number",
        ["MFA_METHODS:text:SOURCE_FIELD"] = "PhoneNumber",
    };

    public static Task<HttpApp> StartAsync(params (string Key, string? Value)[] deux) => StartAsync([], deux);

    public static Task<HttpApp> StartAsync(
        (string Key, string? Value)[] engine,
        (string Key, string? Value)[] deux,
        Action<DeuxOptions>? configure = null,
        Action<TrenchBuilder>? configureEngine = null) => HttpApp.StartAsync(
            Text.Concat(engine.Select(Pair)).ToDictionary(),
            trench =>
            {
                trench.AddDeux(Section(deux), configure);
                configureEngine?.Invoke(trench);
            },
            app => app.MapGroup("/mfa").MapDeux(),
            trench => trench.AddJwtTokens().AddOpaqueTokens());

    public static IConfigurationSection Section(params (string Key, string? Value)[] deux) =>
        new ConfigurationBuilder().AddInMemoryCollection(deux.Select(pair => Pair(("DEUX:" + pair.Key, pair.Value)))).Build().GetSection("DEUX");

    private static KeyValuePair<string, string?> Pair((string Key, string? Value) pair) => KeyValuePair.Create(pair.Key, pair.Value);
}
