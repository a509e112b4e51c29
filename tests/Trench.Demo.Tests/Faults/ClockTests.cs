namespace Trench.Demo.Tests;

/// <summary>Clocks that jump, and clocks of two nodes that differ (SECURITY row R9).</summary>
[Collection(DemoTests.Name)]
public sealed class ClockTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_clock_that_jumps_back_lets_no_code_in_twice(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = new DemoHost(database, World.Create());
        var anna = await Person.RegisterAsync(host);
        var (app, _) = await anna.AddAppAsync();
        var first = await app.NextCodeAsync();
        await anna.SignInAsync(first);
        var second = await app.NextCodeAsync();
        await anna.SignInAsync(second);

        host.Clock.Advance(TimeSpan.FromHours(-2));

        (await anna.CompleteAsync(await anna.TicketAsync(), first)).Has(401);
        (await anna.CompleteAsync(await anna.TicketAsync(), second)).Has(401);
        (await anna.CompleteAsync(await anna.TicketAsync(), await app.CodeAsync())).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_clock_that_jumps_ahead_ends_tickets_and_mailed_codes_and_nothing_else(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = new DemoHost(database, World.Create());
        var anna = await Person.RegisterAsync(host);
        var codes = await anna.AddEmailAsync();
        var (ticket, code) = (await anna.TicketAsync(), await anna.MailedCodeAsync());

        host.Clock.Advance(TimeSpan.FromHours(2));

        (await anna.CompleteAsync(ticket, code)).Has(401);
        await anna.SignInAsync(codes[0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Nodes_a_minute_apart_take_each_others_tickets_and_no_code_twice(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (early, late) = (World.Create(), World.Create());
        early.Clock.Advance(-Skew);
        late.Clock.Advance(Skew);
        await using var first = new DemoHost(database, early);
        await using var second = new DemoHost(database, late);
        var here = await Person.RegisterAsync(first);
        await here.AddEmailAsync();
        var there = here.At(second);

        var (ticket, code) = (await here.TicketAsync(), await here.MailedCodeAsync());
        (await there.CompleteAsync(ticket, code)).Has(200);
        (await here.CompleteAsync(ticket, code)).Has(401);

        // Ten minutes less the two that the clocks differ: nobody is sent away earlier than that.
        (ticket, code) = (await here.TicketAsync(), await here.MailedCodeAsync());
        late.Clock.Advance(TimeSpan.FromMinutes(10) - (2 * Skew) - TimeSpan.FromSeconds(20));
        (await there.CompleteAsync(ticket, code)).Has(200);
    }
}
