namespace Trench.Demo.Tests;

/// <summary>Attack: one confirmation answered or used two hundred times at once, at two nodes.</summary>
[Collection(DemoTests.Name)]
public sealed class ConfirmationRaceTests(DemoHosts hosts)
{
    private const int Requests = 200;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_confirmation_is_answered_once(Database database)
    {
        var (runners, id, code) = await AskAsync(database);

        var answers = await AllAtOnce.RunAsync(Requests, number => ConfirmAsync(runners[number % 2], id, code));

        HasOneWinner(answers);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_confirmation_is_used_once(Database database)
    {
        var (runners, id, code) = await AskAsync(database);
        (await ConfirmAsync(runners[0], id, code)).Has(200);

        var answers = await AllAtOnce.RunAsync(
            Requests, number => runners[number % 2].Api.PostAsync("/2factor/confirmation/use", new { id, action = "confirm" }));

        HasOneWinner(answers);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_confirmation_signs_in_once(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        await person.EnrolConfigAsync();
        Person[] runners = [person, person.At(nodes.Second)];
        var first = (await person.ConfirmedLoginAsync()).Has(200);
        var config = first["configs"]![0]!["id"]!.GetValue<string>();
        var request = new { user_config_id = config, data = new { }, ephemeral_token = first.String("ephemeral_token") };
        var id = (await person.Api.PostAsync("/2factor/confirmation/request", request)).Has(200).String("id");
        (await ConfirmAsync(person, id, await person.MailedCodeAsync())).Has(200);

        var answers = await AllAtOnce.RunAsync(Requests, number => runners[number % 2].ConfirmedLoginAsync(id));

        HasOneWinner(answers);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_configs_of_one_title_created_at_once_one_stays_and_nothing_breaks(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        Person[] runners = [person, person.At(nodes.Second)];
        var offered = (await person.Api.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray();
        var app = offered.First(config => config!["method"]!.GetValue<string>() == "app")!["id"]!.GetValue<string>();
        var body = new { method_config_id = app, config = new { }, is_active = true, is_default = false, title = "phone" };

        var answers = await AllAtOnce.RunAsync(50, number => runners[number % 2].PostAsync("/2factor/user-config/own/create", body));

        Assert.All(answers, answer => Assert.InRange(answer.Status, 200, 499));
        Assert.Single((await person.Api.GetAsync("/2factor/user-config/own/list", person.Token)).Has(200).Body!.AsArray());
    }

    private static void HasOneWinner(IReadOnlyCollection<Answer> answers)
    {
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.InRange(answer.Status, 200, 499));
    }

    private static Task<Answer> ConfirmAsync(Person person, string id, string code) =>
        person.Api.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code } });

    private async Task<(Person[] Runners, string Id, string Code)> AskAsync(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var stranger = Person.Stranger(nodes.First);
        var id = await stranger.AskAddressAsync();
        return ([stranger, stranger.At(nodes.Second)], id, await stranger.MailedCodeAsync());
    }
}
