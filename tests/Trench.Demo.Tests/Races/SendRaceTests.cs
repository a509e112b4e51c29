namespace Trench.Demo.Tests;

/// <summary>Attack: a mailbox buried by requests that all come at once, to two nodes, before any of them has counted its message.</summary>
[Collection(DemoTests.Name)]
public sealed class SendRaceTests(DemoHosts hosts)
{
    private const int Requests = 60;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_simultaneous_requests_for_a_code_one_sends(Database database)
    {
        var (here, there) = await PersonAsync(database);
        await here.AddEmailAsync();
        var before = here.Mails;

        var answers = await AllAtOnce.RunAsync(Requests, number => Node(number).PostAsync("/auth/code/request", new { method = "email" }));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.All(answers, answer => Assert.True(answer.Status == 200 || Refuses(answer), answer.ToString()));
        Assert.Equal(before + 1, here.Mails);

        Person Node(int number) => number % 2 == 0 ? here : there;
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_simultaneous_activations_five_send(Database database)
    {
        var (here, there) = await PersonAsync(database);

        var answers = await AllAtOnce.RunAsync(
            Requests, number => (number % 2 == 0 ? here : there).PostAsync("/auth/email/activate", new { }));

        Assert.All(answers, answer => Assert.True(answer.Status == 200 || Refuses(answer), answer.ToString()));
        Assert.Equal(5, answers.Count(answer => answer.Status == 200));
        Assert.InRange(here.Mails, 1, 5);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Simultaneous_logins_all_get_a_ticket_and_five_messages_at_most(Database database)
    {
        var (here, there) = await PersonAsync(database);
        await here.AddEmailAsync();
        var before = here.Mails;

        var answers = await AllAtOnce.RunAsync(Requests, number => (number % 2 == 0 ? here : there).LogInAsync());

        Assert.All(answers, answer => answer.Has(200).String("ephemeral_token"));
        Assert.Equal(Requests - 5, answers.Count(answer => answer["retry_after"] is not null));
        Assert.InRange(here.Mails, before, before + 5);
    }

    private static bool Refuses(Answer answer) => answer.Status == 429 && answer.Headers.RetryAfter?.Delta > TimeSpan.Zero;

    private async Task<(Person Here, Person There)> PersonAsync(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        return (person, person.At(nodes.Second));
    }
}
