using System.Reflection;

namespace Trench.Architecture.Tests;

/// <summary>Every event that is promised is raised by something that really happens.</summary>
public sealed class EventNameTests
{
    private const string Declared = "src/Trench.Core/Stores/MfaEvent.cs";

    // Who only reads an event does not raise it.
    private static readonly string[] Readers = ["src/Trench.Core/Delivery/NoticeBook.cs", "src/Trench.Core/Events/Journal.cs"];

    public static TheoryData<string> Names => [.. All];

    private static IEnumerable<string> All =>
        typeof(EventNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => constant.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_raised_somewhere(string name) => Assert.Contains(
        Repository.SourcesUnder("src").Where(path => path != Declared && !Readers.Contains(path)),
        path => Repository.Read(path).Contains($"{nameof(EventNames)}.{name}", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stands_on_the_page_of_telemetry(string name)
    {
        var text = (string?)typeof(EventNames).GetField(name)?.GetRawConstantValue();

        Assert.Contains($"`{text}`", Repository.Read("docs/telemetry.md"), StringComparison.Ordinal);
    }
}
