using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>All faults of the settings at once: those found while reading, and those of every check.</summary>
internal sealed class SettingsValidation(IEnumerable<ISettingCheck> checks, IEnumerable<ISettingSection> sections) : IValidateOptions<TrenchOptions>
{
    public ValidateOptionsResult Validate(string? name, TrenchOptions options)
    {
        var faults = FaultsOf(options);
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    public IReadOnlyList<string> FaultsOf(TrenchOptions options) =>
    [
        .. options.Notes.Faults,
        .. checks.SelectMany(check => check.Faults(options)).Select(fault => options.Notes.On(fault.Key, fault.Text)),
        .. sections.SelectMany(section => section.FaultsOf(options)),
    ];
}
