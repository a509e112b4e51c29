using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

/// <summary>django-trench's USER_MFA_MODEL.</summary>
public sealed class EnrolmentModelTests
{
    [Fact]
    public async Task New_enrolments_are_of_the_applications_class_and_work_like_any_other()
    {
        await using var engine = await TestEngine.StartAsync(
            new Dictionary<string, string?> { ["USER_MFA_MODEL"] = typeof(RingedEnrolment).FullName });
        var anna = Person.New(engine);
        await anna.SignInAsync();

        await anna.EnrolAsync("pigeon", label: "second");

        var stored = Assert.IsType<RingedEnrolment>(Assert.Single((await engine.Store.FindUserAsync(anna.Id, default)).Enrolments));
        Assert.Equal(("AB12", "second", true), (stored.Ring, stored.Label, stored.IsPrimary));
        await anna.SignInByMessageAsync();
    }

    public sealed record RingedEnrolment : Enrolment
    {
        public string Ring { get; init; } = "AB12";
    }
}
