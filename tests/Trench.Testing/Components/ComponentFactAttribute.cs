using Xunit;

namespace Trench.Testing;

/// <summary>A fact that needs real components: skipped with their names where they are absent, failing where they are required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComponentFactAttribute : FactAttribute
{
    /// <summary>Names the components this test cannot do without.</summary>
    public ComponentFactAttribute(params Component[] components)
    {
        Components = components;
        Skip = ComponentPresence.SkipReason(components);
    }

    /// <summary>The components this test cannot do without.</summary>
    public IReadOnlyList<Component> Components { get; }
}
