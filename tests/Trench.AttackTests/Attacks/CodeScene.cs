using System.Net.Http.Json;

namespace Trench.AttackTests;

/// <summary>Someone with an authenticator app before a route that takes a code.</summary>
internal sealed class CodeScene(Target target, Victim victim, string userId)
{
    private readonly Api _api = target.Visitor();

    public Victim Victim => victim;

    public static async Task<CodeScene> BeginAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        return new CodeScene(target, victim, (await victim.GetAsync("/auth/users/me")).Has(200).String("id"));
    }

    /// <summary>A request of the victim's.</summary>
    public Task<Answer> SendAsync(string verb, string path, object body) =>
        _api.SendAsync(HttpMethod.Parse(verb), path, JsonContent.Create(body), victim.Token);

    /// <summary>A request that says by itself whose it is.</summary>
    public Task<Answer> SendAsNobodyAsync(string verb, string path, object body) =>
        _api.SendAsync(HttpMethod.Parse(verb), path, JsonContent.Create(body));

    /// <summary>What has to work before the route is tried.</summary>
    public async Task<Answer> DoAsync(string verb, string path, object body) => (await SendAsync(verb, path, body)).Has(200);

    /// <summary>The code that was sent last to an address or number.</summary>
    public Task<string> CodeSentToAsync(string address) => target.CodeSentToAsync(address);

    /// <summary>The victim's own config of the app.</summary>
    public async Task<string> ConfigAsync() => (await victim.GetAsync("/2factor/user-config/own/list")).Has(200).Body![0]!["id"]!.GetValue<string>();

    /// <summary>The id under which a method is offered.</summary>
    public async Task<string> OfferedAsync(string method) =>
        (await victim.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray()
            .First(config => config!["method"]!.GetValue<string>() == method)!["id"]!.GetValue<string>();

    /// <summary>Makes the victim an administrator, who looks after somebody else; the path of that user and of an enrolment.</summary>
    public async Task<(string User, string Enrolment)> AdministerAsync()
    {
        await target.Database.PromoteAsync(userId);
        var bert = await Victim.WithAppAsync(target);
        var user = $"/admin/users/{(await bert.GetAsync("/auth/users/me")).Has(200).String("id")}";
        var enrolment = (await victim.GetAsync($"{user}/enrolments")).Has(200).Body![0]!["id"]!.GetValue<string>();
        return (user, $"{user}/enrolments/{enrolment}");
    }

    /// <summary>Codes that are not the right one.</summary>
    public async Task<string[]> WrongAsync(CodeDoor door, string right, int count)
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        return door.TakesBackupCodes
            ? [.. alphabet.Select(last => right[..^1] + last).Where(code => code != right).Take(count)]
            : [.. (await victim.WrongCodesAsync(count + 1)).Where(code => code != right).Take(count)];
    }

    /// <summary>The wrong codes in a row, as the database has them.</summary>
    public Task<long> WrongInARowAsync(CodeDoor door) => target.Database.WrongInARowAsync(userId, door.TakesBackupCodes);

    public Task OutliveLockAsync() => target.Database.OutliveLockAsync(userId);
}

/// <summary>A route before which all is done that had to be done before a code.</summary>
/// <param name="SendAsync">Sends a code there.</param>
/// <param name="RightAsync">The right one; asked for once.</param>
internal sealed record CodeDoor(Func<string, Task<Answer>> SendAsync, Func<Task<string>> RightAsync)
{
    /// <summary>Whether it takes backup codes, which have a budget of their own.</summary>
    public bool TakesBackupCodes { get; init; }
}
