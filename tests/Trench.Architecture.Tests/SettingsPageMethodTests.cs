using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Architecture.Tests;

/// <summary>docs/settings.md names every key that is read and none that is not.</summary>
public sealed partial class SettingsPageMethodTests
{
    // Words in capitals of the section on methods that are not keys there.
    private static readonly string[] Others = ["TRENCH_AUTH", "SHA1", "SHA256", "SHA512"];

    [Fact]
    public void Every_key_of_a_method_is_on_the_page_and_no_other()
    {
        var handlers = new ServiceCollection()
            .AddTrench(new ConfigurationBuilder().Build().GetSection("TRENCH_AUTH")).AddEmail().AddAuthenticatorApp().AddSms().AddYubiKey()
            .Services.Select(service => service.ImplementationInstance).OfType<MethodHandler>().ToList();
        var keys = MethodKeys.Delivered.Select(key => key.Name)
            .Append(MethodKeys.CodeDigits)
            .Concat(handlers.SelectMany(handler => handler.Keys ?? []))
            .Concat(KnownHandlers.All.SelectMany(handler => handler.Keys))
            .Distinct();

        Assert.Equal(6, handlers.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), OnThePage("## TRENCH_AUTH:MFA_METHODS").Except(EngineOnly(keys)).Order(StringComparer.Ordinal));
    }

    // Limits and methods are headings, and tables, of their own.
    [Fact]
    public void Every_key_of_the_section_is_on_the_page() =>
        Faults.MustBeNone(EngineKeys.All.Select(key => key.Name).Except(["LIMITS", "MFA_METHODS"]).Except(OnThePage("# Settings")));

    private static IEnumerable<string> EngineOnly(IEnumerable<string> keys) => EngineKeys.All.Select(key => key.Name).Concat(Others).Except(keys);

    private static IEnumerable<string> OnThePage(string heading)
    {
        var page = Repository.Read("docs/settings.md");
        var from = page.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/settings.md has no heading {heading}.");
        var to = heading.StartsWith("## ", StringComparison.Ordinal) ? page.IndexOf("\n## ", from, StringComparison.Ordinal) : -1;
        return Quoted().Matches(to < 0 ? page[from..] : page[from..to]).SelectMany(quoted => Word().Matches(quoted.Value)).Select(word => word.Value).Distinct();
    }

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9_]{3,}\b")]
    private static partial Regex Word();
}
