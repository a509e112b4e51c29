using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the deux facade needs.</summary>
public static class DeuxExtensions
{
    /// <summary>
    /// Adds the deux facade with the settings of a section, by convention <c>DEUX</c>; faulty ones stop the start with all others. Map its routes
    /// with <c>MapDeux</c>. It ends its logins in opaque tokens: call <c>AddOpaqueTokens</c> too.
    /// </summary>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    /// <param name="configuration">The section.</param>
    /// <param name="configure">Changes the settings in code, for instance <see cref="DeuxOptions.SendTextsBy"/>.</param>
    public static TrenchBuilder AddDeux(
        this TrenchBuilder builder, IConfigurationSection configuration, Action<DeuxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddSingleton(provider => DeuxSettings.Terms(
            provider.GetRequiredService<SettingSection<DeuxOptions>>().Value, provider.GetRequiredService<IOptions<TrenchOptions>>().Value));
        builder.Services.AddSingleton<DeuxMethods>();
        builder.Services.AddSingleton<OAuthClients>();
        builder.Services.AddScoped<OAuthTokenMaker>();
        builder.Services.AddScoped<DeuxLogin>();
        return builder.AddSettings(DeuxSettings.Section(configuration, configure)).AddHandler(DeuxTextDispatcher.Registration);
    }
}
