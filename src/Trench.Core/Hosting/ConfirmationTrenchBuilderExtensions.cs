using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trench;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the settings of confirmations.</summary>
public static class ConfirmationTrenchBuilderExtensions
{
    /// <summary>
    /// Takes the settings of a section, by convention <c>WCD_2FACTOR</c>, and in Development adds the method <c>dummy</c>. Without this
    /// call <see cref="Confirmer"/> is there all the same, with the methods of <c>TRENCH_AUTH</c>.
    /// </summary>
    public static TrenchBuilder AddConfirmations(this TrenchBuilder builder, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddSingleton<IOptions<ConfirmationOptions>>(
            provider => new OptionsWrapper<ConfirmationOptions>(provider.GetRequiredService<SettingSection<ConfirmationOptions>>().Value));
        builder.Services.AddSingleton<IStartCheck, ConfirmationCheck>();
        builder.AddSettings(new SettingSection<ConfirmationOptions>(configuration, ConfirmationKeys.All)
        {
            Warnings = static (own, _) => own.DebugCodeResponse
                ? [new SettingFault(ConfirmationKeys.DebugCodeResponse, "is true; whoever asks for a confirmation is shown its code.")]
                : [],
            Apply = static (own, trench) =>
                trench.Methods = [.. trench.Methods, .. own.Descriptors.Select(descriptor => descriptor.Method())],
        });
        return builder.AddHandler(new MethodHandler(DummyMethod.Name, typeof(DummyMethod))
        {
            IsForDevelopment = true,
            Keys = [],
            BuiltIn = [new MethodSettings(DummyMethod.Name, DummyMethod.Name, new Dictionary<string, string>()) { IsHidden = true }],
        });
    }
}
