using System.Globalization;
using Microsoft.Extensions.Configuration;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>What the application's settings say of its methods, without the packages that bring them.</summary>
internal sealed class MethodSections
{
    private const string App = "app";
    private static readonly string[] BuiltIn = ["email", App, "sms_twilio", "sms_api", "sms_aws", "yubi", "passkey"];
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromSeconds(30);

    private readonly List<IConfigurationSection> _sections;

    public MethodSections(IConfiguration settings) =>
        _sections = Find(settings.GetSection("TRENCH_AUTH"), "MFAMETHODS")?.GetChildren().ToList() ?? [];

    /// <summary>The names of methods that are offered.</summary>
    public IReadOnlyList<string> Names => [.. BuiltIn.Union(_sections.Select(section => section.Key)).Except(Disabled)];

    /// <summary>The methods of authenticator apps with the length of their steps; also those that are switched off.</summary>
    public IReadOnlyList<SteppedMethod> Apps
    {
        get
        {
            var own = _sections.Where(IsApp).Select(section => new SteppedMethod(section.Key, PeriodOf(section))).ToList();
            return own.Any(method => method.Name == App) ? own : [new SteppedMethod(App, UsualPeriod), .. own];
        }
    }

    /// <summary>The methods of keys that the application checks by itself; also those that are switched off.</summary>
    public IReadOnlyList<string> OwnKeys =>
        [.. _sections.Where(section => Find(section, "YUBIKEYOFFLINEKEYS") is { } keys && HasText(keys)).Select(section => section.Key)];

    private IEnumerable<string> Disabled => _sections
        .Where(section => bool.TryParse(Find(section, "ENABLED")?.Value, out var enabled) && !enabled)
        .Select(section => section.Key);

    private static bool IsApp(IConfigurationSection section) => Find(section, "HANDLER")?.Value is { } handler
        ? handler == App || handler.StartsWith("trench.backends.application.", StringComparison.Ordinal)
        : section.Key == App;

    // An array, or one text with commas.
    private static bool HasText(IConfigurationSection keys) =>
        !string.IsNullOrWhiteSpace(keys.Value) || keys.GetChildren().Any(key => !string.IsNullOrWhiteSpace(key.Value));

    private static TimeSpan PeriodOf(IConfigurationSection section) =>
        int.TryParse(Find(section, "PERIOD")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : UsualPeriod;

    // Each key is spelt as django-trench or as .NET does.
    private static IConfigurationSection? Find(IConfiguration section, string name) => section.GetChildren()
        .FirstOrDefault(child => child.Key.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase));
}
