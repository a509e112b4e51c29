namespace Trench.Architecture.Tests;

/// <summary>Folders of one project may know each other in one direction only, so that each can be read, and removed, by itself.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Sources => [.. Repository.SourceProjects];

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_circle_runs_through_the_folders_of_a_project(string project)
    {
        // The root composes: it may know every folder, and what stands there is known to all. It is the hall, not a room.
        var arrows = SourceProject.Of(project).Arrows.Where(arrow => arrow.From != "(root)" && arrow.To != "(root)").ToArray();

        Faults.MustBeNone(Circles.Of(arrows));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_name_in_a_project_is_understood(string project) => Faults.MustBeNone(SourceProject.Of(project).UnknownNames());

    [Fact]
    public void A_facade_knows_no_other_facade() =>
        Faults.MustBeNone(SourceProject.Of("src/Trench.AspNetCore/Trench.AspNetCore.csproj").Arrows
            .Where(arrow => arrow.From.StartsWith("Facades/", StringComparison.Ordinal) && arrow.To.StartsWith("Facades/", StringComparison.Ordinal))
            .Select(arrow => arrow.ToString()));

    [Fact]
    public void A_use_in_another_folder_is_seen() =>
        Assert.Contains(SourceProject.Of("src/Trench.Core/Trench.Core.csproj").Arrows, arrow => arrow is { From: "Enrolments", To: "Stores" });

    [Fact]
    public void A_circle_is_found_and_explained()
    {
        FolderArrow[] arrows =
        [
            new("A", "B", "A/One.cs", "Two"), new("B", "C", "B/Two.cs", "Three"), new("C", "A", "C/Three.cs", "One"), new("C", "D", "C/Three.cs", "Four"),
        ];

        Assert.Equal(["A -> B (A/One.cs: Two), B -> C (B/Two.cs: Three), C -> A (C/Three.cs: One)"], Circles.Of(arrows));
    }
}
