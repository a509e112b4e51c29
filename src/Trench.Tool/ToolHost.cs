using Microsoft.Extensions.Configuration;

namespace Trench.Tool;

/// <summary>What the commands get from outside.</summary>
/// <param name="Environment">The environment variables, with <c>__</c> read as a colon.</param>
/// <param name="Clock">The time.</param>
/// <param name="Output">Reports.</param>
/// <param name="Error">Refusals.</param>
internal sealed record ToolHost(IConfiguration Environment, TimeProvider Clock, TextWriter Output, TextWriter Error)
{
    /// <summary>The same with one more variable.</summary>
    public ToolHost With(string key, string value) => this with
    {
        Environment = new ConfigurationBuilder()
            .AddConfiguration(Environment)
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)])
            .Build(),
    };
}
