using Xunit;

namespace Trench.Testing;

/// <summary>A theory that needs real components: skipped with their names where they are absent, failing where they are required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComponentTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the components this test cannot do without.</summary>
    public ComponentTheoryAttribute(params Component[] components)
    {
        Components = components;
        Skip = ComponentPresence.SkipReason(components);
    }

    /// <summary>The components this test cannot do without.</summary>
    public IReadOnlyList<Component> Components { get; }
}
