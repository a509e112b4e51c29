namespace Trench.AttackTests;

/// <summary>Attack: the login counts wrong codes, so they are guessed at another route.</summary>
[Collection(AttackTests.Name)]
public sealed class CodeRouteTests(AdministeredTargets targets) : IClassFixture<AdministeredTargets>
{
    public static TheoryData<string> Routes => CodeRoutes.Names;

    [Fact]
    public Task Every_route_that_takes_a_code_is_tried() => targets.WithstandAsync(CodeRoutes.OutsideTheTableAsync);

    [Theory, MemberData(nameof(Routes))]
    public Task All_routes_share_one_budget(string name) => targets.WithstandAsync(CodeRoutes.At(name));
}
