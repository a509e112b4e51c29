using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>The section the settings come from.</summary>
/// <param name="Configuration">By convention <c>TRENCH_AUTH</c>.</param>
internal sealed record TrenchSection(IConfigurationSection Configuration);

/// <summary>Reads the engine's own keys. The methods follow once the application's own code has had its say.</summary>
internal sealed class EngineConfiguration(TrenchSection section) : IConfigureOptions<TrenchOptions>
{
    public void Configure(TrenchOptions options)
    {
        options.Notes = new SettingNotes(section.Configuration.Path);
        SettingReader.Read(section.Configuration, "", EngineKeys.All, options, options.Notes);
    }
}
