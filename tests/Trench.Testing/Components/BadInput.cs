using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Trench.Testing;

/// <summary>One hostile input of the shared list.</summary>
/// <param name="Group">What kind of value it is: code, ephemeral_token, method, phone, email, json_body or headers.</param>
/// <param name="Field">The member or header it goes into; <c>path</c> for a route value, <c>*</c> for the whole body.</param>
/// <param name="Template">The value with its placeholders, before it is repeated.</param>
/// <param name="Why">What it probes.</param>
/// <param name="Expect">What has to happen: 4xx, accepted-normalised, ignored or own-routes-4xx.</param>
public sealed partial record BadInput(
    [property: JsonPropertyName("group")] string Group,
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("value")] string Template,
    [property: JsonPropertyName("why")] string Why,
    [property: JsonPropertyName("expect")] string Expect)
{
    /// <summary>How many times the template stands one after the other.</summary>
    [JsonPropertyName("repeat")]
    public int Repeat { get; init; } = 1;

    /// <summary>What follows after the last repetition.</summary>
    [JsonPropertyName("suffix")]
    public string Suffix { get; init; } = string.Empty;

    /// <summary>The octets to send instead of a value, for what no string can hold.</summary>
    [JsonPropertyName("raw_base64")]
    public string? RawBase64 { get; init; }

    /// <summary>The placeholders in the template, without braces: VALID, TOKEN, HALF1, ...</summary>
    [JsonIgnore]
    public IEnumerable<string> Placeholders => Names().Matches(Template).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The value to send; <paramref name="resolve"/> gives the text for each placeholder.</summary>
    public string Value(Func<string, string> resolve)
    {
        var value = Names().Replace(Template, match => resolve(match.Groups[1].Value));
        return Repeat == 1 ? value + Suffix : new StringBuilder().Insert(0, value, Repeat).Append(Suffix).ToString();
    }

    /// <summary>The value to send, where the template has no placeholder.</summary>
    public string Value() => Value(name => throw new InvalidOperationException($"Nothing was given for {{{name}}}."));

    /// <summary>The octets to send: the raw ones where the list has them, else the value in UTF-8.</summary>
    public byte[] Octets(Func<string, string> resolve) =>
        RawBase64 is null ? Encoding.UTF8.GetBytes(Value(resolve)) : Convert.FromBase64String(RawBase64);

    /// <summary>Names the case in a test report without printing a megabyte.</summary>
    public override string ToString() => $"{Group}/{Field}: {Why}";

    [GeneratedRegex(@"\{([A-Z][A-Z0-9_]*)\}")]
    private static partial Regex Names();
}
