using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>
/// A section of settings beside <c>TRENCH_AUTH</c>, such as a facade's own: read with the same strictness, and its faults stop the start
/// together with all others. Register it with <c>TrenchBuilder.AddSettings</c>.
/// </summary>
/// <typeparam name="T">Where the values go.</typeparam>
/// <param name="configuration">The section.</param>
/// <param name="keys">The keys it may have.</param>
public sealed class SettingSection<T>(IConfigurationSection configuration, IReadOnlyList<SettingKey<T>> keys) : ISettingSection
    where T : class, new()
{
    private readonly Lock _lock = new();
    private (T Value, SettingNotes Notes)? _read;

    /// <summary>The settings: what the section says, and after it what <see cref="Configure"/> does.</summary>
    public T Value => Read().Value;

    /// <summary>What the application sets in code; it has the last word.</summary>
    public Action<T>? Configure { get; init; }

    /// <summary>What follows from it for the engine's own settings, before they are checked.</summary>
    public Action<T, TrenchOptions> Apply { get; init; } = static (_, _) => { };

    /// <summary>What stops the start, whatever the form of each value.</summary>
    public Func<T, TrenchOptions, IEnumerable<SettingFault>> Faults { get; init; } = static (_, _) => [];

    /// <summary>What is logged at the start: choices that weaken what is safe by default.</summary>
    public Func<T, TrenchOptions, IEnumerable<SettingFault>> Warnings { get; init; } = static (_, _) => [];

    /// <summary>Its keys that may be listed in <c>ALLOW_INSECURE</c>.</summary>
    public IReadOnlyList<string> InsecureKeys { get; init; } = [];

    void ISettingSection.Apply(TrenchOptions options) => Apply(Value, options);

    IEnumerable<string> ISettingSection.FaultsOf(TrenchOptions options)
    {
        var (value, notes) = Read();
        return notes.Faults.Concat(Faults(value, options).Select(fault => notes.On(fault.Key, fault.Text)));
    }

    IEnumerable<string> ISettingSection.WarningsOf(TrenchOptions options)
    {
        var (value, notes) = Read();
        return Warnings(value, options).Select(warning => notes.On(warning.Key, warning.Text));
    }

    // Not when it is registered: a host may add configuration until it is built.
    private (T Value, SettingNotes Notes) Read()
    {
        lock (_lock)
        {
            if (_read is { } known)
            {
                return known;
            }

            var notes = new SettingNotes(configuration.Path);
            var value = new T();
            SettingReader.Read(configuration, "", keys, value, notes);
            Configure?.Invoke(value);
            _read = (value, notes);
            return (value, notes);
        }
    }
}

/// <summary>What the start asks of a section, whatever its settings are.</summary>
internal interface ISettingSection
{
    IReadOnlyList<string> InsecureKeys { get; }

    void Apply(TrenchOptions options);

    IEnumerable<string> FaultsOf(TrenchOptions options);

    IEnumerable<string> WarningsOf(TrenchOptions options);
}
