using Microsoft.Extensions.DependencyInjection;

namespace Trench.Core.Tests.Challenges;

/// <summary>Terms that an application registers in code are checked while it starts.</summary>
public sealed class TermsRangeTests
{
    private static readonly FacadeTerms Shortest = new("door")
    {
        Challenges = new ChallengeTerms { Lifetime = TimeSpan.FromSeconds(1), Attempts = 1, LiveLimit = 1 },
        EnrolmentOnlyLifetime = TimeSpan.FromSeconds(1),
    };

    private static readonly FacadeTerms Longest = new("gate")
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = TimeSpan.FromMinutes(15),
            Attempts = int.MaxValue,
            LiveLimit = null,
            Pause = TimeSpan.FromMinutes(15),
        },
        EnrolmentOnlyLifetime = TimeSpan.FromDays(1),
    };

    private static readonly Dictionary<string, FacadeTerms> Faulty = new()
    {
        ["Challenges.Lifetime is 0 seconds; set 1 to 900 seconds."] = Door(terms => terms with { Lifetime = TimeSpan.Zero }),
        ["Challenges.Lifetime is 901 seconds; set 1 to 900 seconds."] = Door(terms => terms with { Lifetime = TimeSpan.FromSeconds(901) }),
        ["Challenges.Attempts is 0; set 1 to 2147483647."] = Door(terms => terms with { Attempts = 0 }),
        ["Challenges.LiveLimit is 0; set 1 to 2147483647."] = Door(terms => terms with { LiveLimit = 0 }),
        ["Challenges.Pause is -1 seconds; set 0 to 900 seconds."] = Door(terms => terms with { Pause = TimeSpan.FromSeconds(-1) }),
        ["Challenges.Pause is 901 seconds; set 0 to 900 seconds."] = Door(terms => terms with { Pause = TimeSpan.FromSeconds(901) }),
        ["EnrolmentOnlyLifetime is 0 seconds; set 1 to 86400 seconds."] = Shortest with { EnrolmentOnlyLifetime = TimeSpan.Zero },
        ["EnrolmentOnlyLifetime is 86401 seconds; set 1 to 86400 seconds."] =
            Shortest with { EnrolmentOnlyLifetime = TimeSpan.FromSeconds(86_401) },
    };

    public static TheoryData<string> Faults => [.. Faulty.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Terms_out_of_range_stop_the_start(string fault)
    {
        var start = Start(Faulty[fault]);

        Assert.Equal("The FacadeTerms of door: " + fault, Assert.Single((await start.RefusedAsync()).Failures));
    }

    [Fact]
    public async Task All_faults_of_all_terms_are_told_at_once()
    {
        var start = Start(
            Door(terms => terms with { Lifetime = TimeSpan.Zero, Attempts = 0 }),
            Longest with { EnrolmentOnlyLifetime = TimeSpan.Zero });

        Assert.Equal(3, (await start.RefusedAsync()).Failures.Count());
    }

    [Fact]
    public async Task Terms_at_the_bounds_are_accepted() => await Start(Shortest, Longest).RunAsync();

    [Fact]
    public async Task Terms_that_cannot_be_made_stop_the_start()
    {
        var start = SettingsStart.With("{}").Add(trench => trench.Services.AddSingleton<FacadeTerms>(
            _ => throw new InvalidOperationException("No door is registered.")));

        Assert.Equal(
            "The FacadeTerms of a facade cannot be made: No door is registered.", Assert.Single((await start.RefusedAsync()).Failures));
    }

    // The project's own terms follow from TRENCH_AUTH, and cannot be had while it is faulty.
    [Fact]
    public async Task A_faulty_setting_that_terms_follow_from_is_told_once()
    {
        var start = SettingsStart.With("""{ "TICKET_LIFETIME": 0 }""");

        var faults = (await start.RefusedAsync()).Failures.ToList();

        Assert.Single(faults, fault => fault.StartsWith("TRENCH_AUTH:TICKET_LIFETIME: ", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("FacadeTerms", StringComparison.Ordinal));
    }

    private static FacadeTerms Door(Func<ChallengeTerms, ChallengeTerms> change) =>
        Shortest with { Challenges = change(Shortest.Challenges) };

    private static SettingsStart Start(params FacadeTerms[] terms) => SettingsStart.With("{}").Add(trench =>
    {
        foreach (var facade in terms)
        {
            trench.Services.AddSingleton(facade);
        }
    });
}
