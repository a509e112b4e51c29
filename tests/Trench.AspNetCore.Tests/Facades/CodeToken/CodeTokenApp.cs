using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>An application with the code-token facade at <c>/jwt</c> beside the trench facade, an e-mail method and an app.</summary>
internal static class CodeTokenApp
{
    /// <summary>Starts one without the limit by address, which would count the requests of all tests of a class together.</summary>
    public static Task<HttpApp> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<CodeTokenOptions>? configure = null,
        IReadOnlyDictionary<string, string?>? trench = null,
        Action<TrenchBuilder>? issue = null,
        Action<TrenchBuilder>? add = null)
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["JWT2FA_AUTH:CODE_TOKEN_THROTTLE_RATE"] = "" })
            .AddInMemoryCollection((settings ?? new Dictionary<string, string?>()).Select(pair => KeyValuePair.Create("JWT2FA_AUTH:" + pair.Key, pair.Value)))
            .Build().GetSection("JWT2FA_AUTH");
        return HttpApp.StartAsync(
            trench,
            builder =>
            {
                AddMethods(builder);
                builder.AddCodeToken(section, configure);
                add?.Invoke(builder);
            },
            app => app.MapGroup("/jwt").MapCodeToken(),
            issue);
    }

    /// <summary>The methods that drf-jwt-2fa knows.</summary>
    public static void AddMethods(TrenchBuilder builder) => builder
        .AddHandler(new MethodHandler("email", typeof(CaptureDispatcher))
        {
            BuiltIn = [new MethodSettings("email", "email", new Dictionary<string, string>()) { SourceField = "Email", Field = "email" }],
        })
        .AddHandler(new MethodHandler("app", typeof(AppMethod))
        {
            BuiltIn = [new MethodSettings("app", "app", new Dictionary<string, string>())],
        });
}
