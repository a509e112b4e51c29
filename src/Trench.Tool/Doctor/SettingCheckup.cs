using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench.Tool;

/// <summary>Which settings weaken what is safe by default? What is faulty, the application itself says when it starts.</summary>
internal static class SettingCheckup
{
    public static IEnumerable<string> Find(Target target)
    {
        // Read without validation: the packages of the channels are not here, and their methods would count as faults.
        var options = new OptionsFactory<TrenchOptions>(
            target.Part<IEnumerable<IConfigureOptions<TrenchOptions>>>(),
            target.Part<IEnumerable<IPostConfigureOptions<TrenchOptions>>>()).Create(Microsoft.Extensions.Options.Options.DefaultName);
        return InsecureChoices.Of(options);
    }
}
