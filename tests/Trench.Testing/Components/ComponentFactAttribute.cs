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

    /// <summary>
    /// A document of a vendor's in <see cref="TestEnvironment.VendorDataFolder"/>. It is not ours to keep in the repository, so the test is
    /// skipped by its name wherever it is absent, also where components are required.
    /// </summary>
    public string? VendorFile
    {
        get;
        set
        {
            field = value;
            Skip = value is null || TestEnvironment.FindVendorFile(value) is not null ? Skip : $"{value}: it is not in TRENCH_VENDOR_DATA";
        }
    }
}
