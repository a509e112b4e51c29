using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class UnreachableKeyRingTests
{
    private static readonly SealBinding Binding = new("factor", "alice", "enrolment");

    [Fact]
    public async Task A_database_that_is_away_is_not_mistaken_for_a_lost_key()
    {
        await using var host = Away();

        Assert.Throws<StoreUnavailableException>(() => host.Protector.Seal("secret"u8, Binding));
    }

    [Fact]
    public async Task The_application_starts_without_its_database_and_says_so()
    {
        await using var host = Away();

        await host.StartAsync();

        Assert.Equal([LogLevel.Error], host.Log.Levels);
    }

    private static TestHost Away() => new(options => options.UseSqlite("Data Source=no such folder/test.db"));
}
