namespace Trench.AttackTests;

/// <summary>Attack: input that breaks parsers, queries and logs. A refusal is fine, a server error is not; and nothing may be stored.</summary>
[Collection(AttackTests.Name)]
public sealed class HostileTests(AdministeredTargets targets) : IClassFixture<AdministeredTargets>
{
    [Theory, OnSqlite, OnPostgreSql]
    public Task No_value_in_any_member_of_any_route_breaks_the_server(Database database) =>
        targets.WithstandAsync(Hostile.ValuesAsync, database);

    [Theory, OnSqlite, OnPostgreSql]
    public Task No_body_at_any_route_breaks_the_server(Database database) => targets.WithstandAsync(Hostile.BodiesAsync, database);

    [Fact]
    public Task Five_megabytes_are_refused_at_every_route() => targets.WithstandAsync(Hostile.HugeBodiesAsync);
}
