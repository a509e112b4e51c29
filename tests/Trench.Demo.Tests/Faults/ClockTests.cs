namespace Trench.Demo.Tests;

/// <summary>Clocks that jump, clocks that show a second twice, and clocks of two nodes that differ (SECURITY row R9).</summary>
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

    // Unix time has no leap second: a clock shows the last second of such a day twice, and with it the end of a step.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_clock_that_shows_a_second_twice_lets_no_code_in_twice_and_refuses_no_right_one(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = new DemoHost(database, World.Create());
        var (anna, bert) = (await Person.RegisterAsync(host), await Person.RegisterAsync(host));
        var ((annas, _), (berts, _)) = (await anna.AddAppAsync(), await bert.AddAppAsync());
        var now = host.Clock.GetUtcNow().UtcDateTime;

        // Of the day after next: today's may be in the step of the enrolment.
        host.Clock.Advance(now.Date.AddDays(2) - now);
        var first = await annas.CodeAsync();
        await anna.SignInAsync(first);

        host.Clock.Advance(TimeSpan.FromSeconds(-1));

        (await anna.CompleteAsync(await anna.TicketAsync(), first)).Has(401);
        await bert.SignInAsync(await berts.CodeAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await anna.SignInAsync(await annas.NextCodeAsync());
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
