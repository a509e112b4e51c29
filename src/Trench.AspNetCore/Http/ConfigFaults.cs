using System.Globalization;

namespace Trench.AspNetCore;

/// <summary>The faults of a config as an answer.</summary>
internal static class ConfigFaults
{
    /// <summary>Null when nothing is wrong.</summary>
    public static Fault? Of(string owner, IReadOnlyList<ConfigFault> faults) => faults.Count == 0 ? null : new Fault(400, "invalid")
    {
        Fields = faults.GroupBy(fault => $"{owner}/{fault.Member}")
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Phrase>)[.. group.Select(TextOf)]),
    };

    private static Phrase TextOf(ConfigFault fault) => fault.Kind switch
    {
        ConfigFaultKind.Required => FieldPhrases.Required,
        ConfigFaultKind.NotText => FieldPhrases.NotText,
        ConfigFaultKind.TooLong => new Phrase(FieldPhrases.TooLong, fault.Limit?.ToString(CultureInfo.InvariantCulture)),
        ConfigFaultKind.NullCharacter => FieldPhrases.NullCharacter,
        ConfigFaultKind.Unknown => HttpPhrases.UnknownMember,
        _ => fault.Text ?? new Phrase(FieldPhrases.Invalid),
    };
}
