using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Lets the sections of the facades have their say about the engine's settings.</summary>
internal sealed class SectionConfiguration(IEnumerable<ISettingSection> sections) : IConfigureOptions<TrenchOptions>
{
    public void Configure(TrenchOptions options)
    {
        foreach (var section in sections)
        {
            section.Apply(options);
        }
    }
}
