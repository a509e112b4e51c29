namespace Trench.Demo.Tests;

/// <summary>The master key is changed while nodes run: first it is added everywhere, then it takes over, node by node.</summary>
public sealed class MasterKeyTests
{
    private const string Old = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string New = "/////////////////////////////////////////////wA=";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Nodes_on_either_side_of_the_change_take_each_others_tokens_secrets_and_codes(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var world = World.Create();
        await using var still = Node(database, world, $"{Old},{New}");
        await using var already = Node(database, world, $"{New},{Old}");
        var here = await Person.RegisterAsync(still);
        var (app, codes) = await here.AddAppAsync();
        var there = here.At(already);

        (await there.Api.GetAsync("/auth/users/me", here.Token)).Has(200);
        var signedThere = await there.SignInAsync(await app.NextCodeAsync());
        (await here.Api.GetAsync("/auth/users/me", signedThere.String("access"))).Has(200);
        await there.RenewAsync();
        await there.SignInAsync(codes[0]);
        await here.SignInAsync(codes[1]);
        await there.AddEmailAsync();
        (await here.CompleteAsync(await here.TicketAsync(), await app.NextCodeAsync())).Has(200);
        (await already.Api.GetAsync("/health")).Has(200);
    }

    private static DemoHost Node(TestDatabase database, World world, string keys) =>
        new(database, world, new KeyValuePair<string, string>("Trench:MasterKey", keys));
}
