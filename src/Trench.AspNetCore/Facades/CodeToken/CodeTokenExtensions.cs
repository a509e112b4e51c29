using Microsoft.Extensions.Configuration;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the code-token facade needs.</summary>
public static class CodeTokenExtensions
{
    /// <summary>
    /// Adds the code-token facade with the settings of a section, by convention <c>JWT2FA_AUTH</c>; faulty ones stop the start with all others.
    /// Map its routes with <c>MapCodeToken</c>.
    /// </summary>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    /// <param name="configuration">The section.</param>
    /// <param name="configure">Changes the settings in code, for instance <see cref="CodeTokenOptions.SendCodesBy"/>.</param>
    public static TrenchBuilder AddCodeToken(
        this TrenchBuilder builder, IConfigurationSection configuration, Action<CodeTokenOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddSingleton<CodeTokenMethods>();
        builder.Services.AddSingleton(provider => CodeTokenSettings.Terms(
            provider.GetRequiredService<SettingSection<CodeTokenOptions>>().Value, provider.GetRequiredService<CodeTokenMethods>()));
        builder.Services.AddSingleton<CodeTokenSeal>();
        builder.Services.AddSingleton<EnrolmentTokens>();
        builder.Services.AddSingleton<GetCodeThrottle>();
        builder.Services.AddScoped<CodeTokenResult>();
        builder.Services.AddScoped<ILoginPreparation, ApplicationMethods>();
        return builder.AddSettings(CodeTokenSettings.Section(configuration, configure)).AddHandler(CodeSenderDispatcher.Registration);
    }
}
