namespace Trench.Demo.Tests;

/// <summary>Attack: answers to one code token that all come at once, to two nodes. The original's limits could be raced.</summary>
[Collection(DemoTests.Name)]
public sealed class CodeTokenRaceTests(DemoHosts hosts)
{
    private const int Requests = 40;

    private static readonly Dictionary<string, string> NoPauseAndNoLock = new()
    {
        ["JWT2FA_AUTH:AUTH_TOKEN_RETRY_WAIT_TIME"] = "",
        ["TRENCH_AUTH:LIMITS:LOCK_AFTER"] = "",
        ["TRENCH_AUTH:LIMITS:ACCOUNT_PER_DAY"] = "",
    };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J18_of_simultaneous_right_answers_one_signs_in(Database database)
    {
        var (here, there, token, code) = await AskedAsync(database);

        var answers = await AllAtOnce.RunAsync(Requests, number => AnswerAsync(number % 2 == 0 ? here : there, token, code));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 401 or 429, answer.ToString()));
        (await AnswerAsync(there, token, code)).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J18_without_a_pause_the_others_are_401(Database database)
    {
        await using var node = await LoneNode.CreateAsync(database, NoPauseAndNoLock);
        var (token, code) = await AskedAsync(await Person.RegisterAsync(node.Host));

        var answers = await AllAtOnce.RunAsync(Requests, _ => AnswerAsync(node.Api, token, code));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(Requests - 1, answers.Count(answer => answer.Status == 401));
        Assert.Equal("token_already_used", (await AnswerAsync(node.Api, token, code)).String("code"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J32_of_simultaneous_answers_one_passes_the_pause(Database database)
    {
        var (here, there, token, code) = await AskedAsync(database);

        var answers = await AllAtOnce.RunAsync(Requests, number => AnswerAsync(number % 2 == 0 ? here : there, token, WrongFor(code)));

        Assert.Single(answers, answer => answer.Status == 401);
        Assert.Equal(Requests - 1, answers.Count(answer => answer.Status == 429 && answer.Headers.RetryAfter is not null));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J27_simultaneous_failures_are_each_counted_once(Database database)
    {
        await using var node = await LoneNode.CreateAsync(database, NoPauseAndNoLock);
        var (token, code) = await AskedAsync(await Person.RegisterAsync(node.Host));

        var answers = await AllAtOnce.RunAsync(Requests, _ => AnswerAsync(node.Api, token, WrongFor(code)));

        Assert.Equal(5, answers.Count(answer => answer.Status == 401));
        Assert.Equal(Requests - 5, answers.Count(answer => answer.Status == 403));
        Assert.Equal("too_many_auth_attempts", (await AnswerAsync(node.Api, token, code)).Has(403).String("code"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J24_of_simultaneous_requests_as_many_get_a_token_as_may_be_active(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        Api[] apis = [nodes.First.Api, nodes.Second.Api];

        var answers = await AllAtOnce.RunAsync(12, number => GetCodeAsync(apis[number % 2], person));

        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal("too_many_code_tokens", answer.Has(429).String("code")));
    }

    private static Task<Answer> GetCodeAsync(Api api, Person person) =>
        api.PostAsync("/jwt/get-code", new { username = person.Name, password = Person.Password });

    private static Task<Answer> AnswerAsync(Api api, string token, string code) => api.PostAsync("/jwt/auth", new { code_token = token, code });

    private static async Task<(string Token, string Code)> AskedAsync(Person person)
    {
        var token = (await GetCodeAsync(person.Api, person)).Has(200).String("token");
        return (token, await person.MailedCodeAsync());
    }

    private static string WrongFor(string code) => (code[0] == '0' ? '1' : '0') + code[1..];

    private async Task<(Api Here, Api There, string Token, string Code)> AskedAsync(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var person = await Person.RegisterAsync(nodes.First);
        var (token, code) = await AskedAsync(person);
        return (nodes.First.Api, nodes.Second.Api, token, code);
    }
}
