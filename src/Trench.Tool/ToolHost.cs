using Microsoft.Extensions.Configuration;

namespace Trench.Tool;

/// <summary>What the commands get from outside.</summary>
/// <param name="Environment">The environment variables, with <c>__</c> read as a colon.</param>
/// <param name="Clock">The time.</param>
/// <param name="Output">Reports.</param>
/// <param name="Error">Refusals.</param>
internal sealed record ToolHost(IConfiguration Environment, TimeProvider Clock, TextWriter Output, TextWriter Error)
{
    /// <summary>The same over settings that the variables win over.</summary>
    public ToolHost Over(IConfiguration settings) =>
        this with { Environment = Layers(settings.AsEnumerable(), Environment.AsEnumerable()) };

    /// <summary>The same with one more variable.</summary>
    public ToolHost With(string key, string value) =>
        this with { Environment = Layers(Environment.AsEnumerable(), [KeyValuePair.Create<string, string?>(key, value)]) };

    // One configuration chained to another would lose empty values, and an empty limit means that there is none.
    private static IConfiguration Layers(params IEnumerable<IEnumerable<KeyValuePair<string, string?>>> layers)
    {
        var builder = new ConfigurationBuilder();
        foreach (var layer in layers)
        {
            builder.AddInMemoryCollection(layer.Where(pair => pair.Value is not null));
        }

        return builder.Build();
    }
}
