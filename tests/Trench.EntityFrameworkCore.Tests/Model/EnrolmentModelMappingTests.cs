using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>The class of USER_MFA_MODEL must be in the model: otherwise its columns would be lost in silence.</summary>
public sealed class EnrolmentModelMappingTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private TestHost _host = null!;

    public Task InitializeAsync()
    {
        _host = new TestHost(_database.Use);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void A_class_that_is_not_mapped_stops_the_start() =>
        Assert.Contains("map it in OnModelCreating", Assert.Single(FaultsOf(typeof(Unmapped).FullName)), StringComparison.Ordinal);

    [Fact]
    public void Without_a_class_there_is_nothing_to_map() => Assert.Empty(FaultsOf(null));

    private IReadOnlyList<string> FaultsOf(string? name)
    {
        using var scope = _host.Services.CreateScope();
        var checks = scope.ServiceProvider.GetServices<IStartCheck>().OfType<EnrolmentModelMapping<TestDbContext>>();
        return [.. Assert.Single(checks).Faults(scope.ServiceProvider, new TrenchOptions { UserMfaModel = name })];
    }

    public sealed record Unmapped : Enrolment;
}
