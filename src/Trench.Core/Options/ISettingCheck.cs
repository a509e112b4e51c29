namespace Trench;

/// <summary>What is wrong with a setting.</summary>
/// <param name="Key">The key below the section, for instance <c>LIMITS:LOCK_AFTER</c>.</param>
/// <param name="Text">What is wrong and what to set; never a credential.</param>
public readonly record struct SettingFault(string Key, string Text);

/// <summary>Checks one aspect of the settings, wherever they were set: in configuration or in code. Needs no running application.</summary>
internal interface ISettingCheck
{
    IEnumerable<SettingFault> Faults(TrenchOptions options);
}
