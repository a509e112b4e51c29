using Microsoft.Extensions.Configuration;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>
/// What the application's settings say of its methods, without the packages that bring them. Names are those the engine comes to: a method
/// it knows has its own spelling, whatever the case of its section, because rows are looked for by that one.
/// </summary>
internal sealed class MethodSections
{
    private const string App = "app";
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromSeconds(30);

    private readonly List<Entry> _entries;

    public MethodSections(IConfiguration settings)
    {
        var sections = SettingReader.Find(settings.GetSection("TRENCH_AUTH"), EngineKeys.Methods)?.GetChildren() ?? [];
        var own = sections.Select(Entry.Of).ToList();
        var rest = KnownHandlers.All.Where(known => own.All(entry => entry.Name != known.Method));
        _entries = [.. rest.Select(known => new Entry(known.Method, known.Name, null)), .. own];
    }

    /// <summary>The names of methods that are offered.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Where(entry => entry.IsEnabled).Select(entry => entry.Name)];

    /// <summary>The methods of authenticator apps with the length of their steps; also those that are switched off.</summary>
    public IReadOnlyList<SteppedMethod> Apps =>
        [.. _entries.Where(entry => entry.Handler == App).Select(entry => new SteppedMethod(entry.Name, entry.Period))];

    /// <summary>The methods of keys that the application checks by itself; also those that are switched off.</summary>
    public IReadOnlyList<string> OwnKeys => [.. _entries.Where(entry => entry.HasOwnKeys).Select(entry => entry.Name)];

    /// <param name="Name">The method's name.</param>
    /// <param name="Handler">The name of its handler; null for a class of the application.</param>
    /// <param name="Section">Its section; null for a method that exists without.</param>
    private sealed record Entry(string Name, string? Handler, IConfigurationSection? Section)
    {
        public bool IsEnabled => !SettingText.Flag(Text("ENABLED"), out var enabled) || enabled;

        public TimeSpan Period =>
            SettingText.Whole(Text("PERIOD"), out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : UsualPeriod;

        public bool HasOwnKeys => Find("YUBIKEY_OFFLINE_KEYS") is { } keys && SettingText.Items(keys).Count > 0;

        public static Entry Of(IConfigurationSection section)
        {
            var known = KnownHandlers.OfMethod(section.Key);
            var given = SettingReader.Find(section, "HANDLER")?.Value;
            var handler = string.IsNullOrEmpty(given) ? known : KnownHandlers.Find(given);
            return new Entry(known?.Method ?? section.Key, handler?.Name, section);
        }

        private string Text(string key) => Find(key)?.Value?.Trim(' ') ?? "";

        private IConfigurationSection? Find(string key) => Section is null ? null : SettingReader.Find(Section, key);
    }
}
