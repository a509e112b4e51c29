using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>The class of USER_MFA_MODEL must be in the model: otherwise its columns would be lost in silence.</summary>
public sealed class EnrolmentModelMappingTests
{
    [Fact]
    public async Task A_class_that_is_not_mapped_stops_the_start() =>
        Assert.Contains("map it in OnModelCreating", Assert.Single(await FaultsAsync(typeof(Unmapped).FullName)), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_class_there_is_nothing_to_map() => Assert.Empty(await FaultsAsync(null));

    // The model is asked and not the database: there is none.
    private static async Task<IReadOnlyList<string>> FaultsAsync(string? name)
    {
        await using var host = new TestHost(builder => builder.UseSqlite("Data Source=:memory:"));
        await using var scope = host.Services.CreateAsyncScope();
        var checks = scope.ServiceProvider.GetServices<IStartCheck>().OfType<EnrolmentModelMapping<TestDbContext>>();
        return [.. Assert.Single(checks).Faults(scope.ServiceProvider, new TrenchOptions { UserMfaModel = name })];
    }

    public sealed record Unmapped : Enrolment;
}
