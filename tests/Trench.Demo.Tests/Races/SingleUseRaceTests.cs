namespace Trench.Demo.Tests;

/// <summary>Attack: one proof submitted two hundred times at once, to two nodes, while none of them has stored that it is spent.</summary>
[Collection(DemoTests.Name)]
public sealed class SingleUseRaceTests(DemoHosts hosts)
{
    private const int Rounds = 2;
    private const int SoakRounds = 20;

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_backup_code_wins_once(Database database) =>
        RepeatAsync(Rounds, () => RaceOneBackupCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task A_backup_code_wins_once_in_every_round(Database database) =>
        RepeatAsync(SoakRounds, () => RaceOneBackupCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_totp_code_wins_once(Database database) =>
        RepeatAsync(Rounds, () => RaceOneTotpCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task A_totp_code_wins_once_in_every_round(Database database) =>
        RepeatAsync(SoakRounds, () => RaceOneTotpCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_mailed_code_wins_once(Database database) =>
        RepeatAsync(Rounds, () => RaceOneMailedCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task A_mailed_code_wins_once_in_every_round(Database database) =>
        RepeatAsync(SoakRounds, () => RaceOneMailedCodeAsync(database));

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_ticket_wins_once(Database database) =>
        RepeatAsync(Rounds, () => RaceOneTicketAsync(database));

    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task A_ticket_wins_once_in_every_round(Database database) =>
        RepeatAsync(SoakRounds, () => RaceOneTicketAsync(database));

    // Many tickets, so that only the code itself can say that it is spent.
    private async Task RaceOneBackupCodeAsync(Database database)
    {
        var (runners, _, codes) = await StartAsync(database);
        var tickets = await TicketsAsync(runners[0]);

        var answers = await Race.RunAsync(number => runners[number % 2].CompleteAsync(tickets[number % tickets.Length], codes[0]));

        Race.HasOneWinner(answers);
        Assert.Equal(8, (await runners[0].SignInAsync(codes[1]))["backup_codes_left"]!.GetValue<int>());
    }

    private async Task RaceOneTotpCodeAsync(Database database)
    {
        var (runners, app, _) = await StartAsync(database);
        var tickets = await TicketsAsync(runners[0]);
        var code = await app.NextCodeAsync();

        var answers = await Race.RunAsync(number => runners[number % 2].CompleteAsync(tickets[number % tickets.Length], code));

        Race.HasOneWinner(answers);
    }

    // As shipped: a mailed code belongs to its ticket, so there is one ticket only, with its five attempts.
    private async Task RaceOneMailedCodeAsync(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        await person.AddEmailAsync();
        Person[] runners = [person, person.At(nodes.Second)];
        var (ticket, code) = (await person.TicketAsync(), await person.MailedCodeAsync());

        var answers = await Race.RunAsync(number => runners[number % 2].CompleteAsync(ticket, code));

        Race.HasOneWinner(answers);
    }

    // Eleven different right answers, so that only the ticket itself can say that it is spent.
    private async Task RaceOneTicketAsync(Database database)
    {
        var (runners, app, codes) = await StartAsync(database);
        var ticket = await runners[0].TicketAsync();
        string[] answers = [.. codes, await app.NextCodeAsync()];

        var given = await Race.RunAsync(number => runners[number % 2].CompleteAsync(ticket, answers[number % answers.Length]));

        Race.HasOneWinner(given);
    }

    private async Task<(Person[] Runners, AuthenticatorApp App, string[] BackupCodes)> StartAsync(Database database)
    {
        var nodes = await hosts.WithoutLimitsAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        var (app, codes) = await person.AddAppAsync();
        return ([person, person.At(nodes.Second)], app, codes);
    }

    private static async Task<string[]> TicketsAsync(Person person)
    {
        var tickets = new string[Race.Runners / 2];
        for (var number = 0; number < tickets.Length; number++)
        {
            tickets[number] = await person.TicketAsync();
        }

        return tickets;
    }

    private static async Task RepeatAsync(int rounds, Func<Task> round)
    {
        for (var number = 0; number < rounds; number++)
        {
            await round();
        }
    }
}
