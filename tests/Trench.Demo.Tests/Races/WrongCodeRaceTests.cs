using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>Attack: as many wrong codes as bring the lock, all at once, so that none of them knows that it is the one.</summary>
[Collection(DemoTests.Name)]
public sealed class WrongCodeRaceTests(DemoHosts hosts)
{
    private const int LockAfter = 5;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Five_wrong_codes_at_once_lock_the_account_and_are_told_once(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        await person.AddEmailAsync();
        var (ticket, elsewhere) = (await person.TicketAsync(), person.At(nodes.Second));
        var wrong = (await person.MailedCodeAsync()) == "123456" ? "654321" : "123456";

        var answers = await AllAtOnce.RunAsync(
            LockAfter, number => (number % 2 == 0 ? person : elsewhere).CompleteAsync(ticket, wrong));

        Assert.All(answers, answer => answer.Has(401));
        Assert.Single(await LocksAsync(nodes.First, person));
    }

    // Each of them costs a slow hash, so no more are looked at than lock the account, at however many nodes.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_a_hundred_wrong_backup_codes_at_once_five_are_looked_at_and_the_lock_is_told_once(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        await person.AddEmailAsync();
        string[] tickets = [await person.TicketAsync(), await person.TicketAsync(), await person.TicketAsync()];
        var elsewhere = person.At(nodes.Second);

        var answers = await AllAtOnce.RunAsync(
            100, number => (number % 2 == 0 ? person : elsewhere).CompleteAsync(tickets[number % 3], "0000-0000-0000-0000"));

        Assert.All(answers, answer => Assert.True(answer.Status is 401 or 429, answer.ToString()));
        Assert.Equal(LockAfter, (await AskAsync(nodes.First, person, (store, id) => store.FindUserAsync(id, default))).Backup?.DayFailures);
        Assert.Single(await LocksAsync(nodes.First, person));
    }

    private static Task<IReadOnlyList<MfaEvent>> LocksAsync(DemoHost host, Person person) => AskAsync(
        host, person, (store, id) => store.ListEventsAsync(new EventFilter(id, 10) { Name = EventNames.AccountLocked }, default));

    private static async Task<T> AskAsync<T>(DemoHost host, Person person, Func<IMfaStore, string, Task<T>> question)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var id = (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("id");
        return await question(scope.ServiceProvider.GetRequiredService<IMfaStore>(), id);
    }
}
