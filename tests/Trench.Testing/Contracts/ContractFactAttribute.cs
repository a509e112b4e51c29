using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Trench.Testing;

/// <summary>A fact of a contract: a test class says with <see cref="NeedsComponentsAttribute"/> what its facts cannot do without.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Trench.Testing.ContractFactDiscoverer", "Trench.Testing")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>The components that every contract fact of this test class needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsComponentsAttribute(params Component[] components) : Attribute
{
    /// <summary>The components.</summary>
    public IReadOnlyList<Component> Components { get; } = components;
}

/// <summary>
/// Skips a contract fact by the test class it runs in: the same fact runs in memory and is skipped where there is no server.
/// </summary>
public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc />
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var needs = testMethod.TestClass.Class.ToRuntimeType().GetCustomAttributes(typeof(NeedsComponentsAttribute), inherit: true);
        var components = needs.Cast<NeedsComponentsAttribute>().SelectMany(need => need.Components);
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        yield return ComponentPresence.SkipReason(components) is { } reason
            ? new XunitSkippedDataRowTestCase(diagnostics, display, options, testMethod, reason)
            : new XunitTestCase(diagnostics, display, options, testMethod);
    }
}
