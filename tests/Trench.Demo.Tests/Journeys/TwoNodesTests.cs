namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class TwoNodesTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_login_begun_at_one_node_ends_at_the_other(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var here = await Person.RegisterAsync(nodes.First);
        var (app, _) = await here.AddAppAsync();
        var there = here.At(nodes.Second);

        var answer = await there.CompleteAsync(await here.TicketAsync(), await app.NextCodeAsync());

        (await here.Api.GetAsync("/auth/users/me", answer.Has(200).String("access"))).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_mailed_code_is_answered_at_whichever_node(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var here = await Person.RegisterAsync(nodes.First);
        await here.AddEmailAsync();
        var there = here.At(nodes.Second);

        (await there.CompleteAsync(await here.TicketAsync(), await here.MailedCodeAsync())).Has(200);
    }

    // Attack: N nodes, N budgets.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Both_nodes_count_wrong_codes_in_one_budget(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var here = await Person.RegisterAsync(nodes.First);
        var (app, _) = await here.AddAppAsync();
        var there = here.At(nodes.Second);
        var ticket = await here.TicketAsync();
        var right = await app.NextCodeAsync();
        var wrong = right == "000000" ? "000001" : "000000";

        foreach (var node in new[] { here, there, here, there, here })
        {
            (await node.CompleteAsync(ticket, wrong)).Has(401);
        }

        (await there.CompleteAsync(await there.TicketAsync(), right)).Has(429);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_logout_at_one_node_ends_the_session_at_the_other(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var here = await Person.RegisterAsync(nodes.First);
        var there = here.At(nodes.Second);
        (await there.Api.GetAsync("/auth/users/me", there.Token)).Has(200);

        (await here.PostAsync("/auth/logout", new { })).Has(204);

        (await there.Api.GetAsync("/auth/users/me", there.Token)).Has(401);
    }
}
