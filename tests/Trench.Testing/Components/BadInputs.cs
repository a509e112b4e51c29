using System.Text.Json;

namespace Trench.Testing;

/// <summary>The list of hostile inputs that every route has to refuse in good order.</summary>
public static class BadInputs
{
    private const string Resource = "Trench.Testing.Data.bad_inputs.json";

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<BadInput> All { get; } = Load();

    /// <summary>Those of one group, for example <c>code</c>.</summary>
    public static IEnumerable<BadInput> Of(string group) => All.Where(input => input.Group == group);

    private static List<BadInput> Load()
    {
        using var stream = typeof(BadInputs).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonSerializer.Deserialize<List<BadInput>>(stream) ?? [];
    }
}
