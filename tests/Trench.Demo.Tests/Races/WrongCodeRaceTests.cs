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

    private static async Task<IReadOnlyList<MfaEvent>> LocksAsync(DemoHost host, Person person)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var id = (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("id");
        var filter = new EventFilter(id, 10) { Name = EventNames.AccountLocked };
        return await scope.ServiceProvider.GetRequiredService<IMfaStore>().ListEventsAsync(filter, default);
    }
}
