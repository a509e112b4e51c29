namespace Trench;

/// <summary>What was found while the settings were read. Nothing in here holds a value that may be a credential.</summary>
/// <param name="path">The path of the section, by convention <c>TRENCH_AUTH</c>.</param>
internal sealed class SettingNotes(string path)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    /// <summary>The conventional path of the section.</summary>
    public const string ConventionalPath = "TRENCH_AUTH";

    /// <summary>What stops the start.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>What is logged once at start.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>A note on a key, which is given below the section: <c>LIMITS:LOCK_AFTER</c>.</summary>
    public string On(string key, string text) => key.Length == 0 ? $"{path}: {text}" : $"{path}:{key}: {text}";

    public void Fault(string key, string text) => _faults.Add(On(key, text));

    public void Warn(string key, string text) => _warnings.Add(On(key, text));
}
