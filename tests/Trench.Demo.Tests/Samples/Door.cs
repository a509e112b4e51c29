extern alias extending;

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sample = Trench.Demo.Tests.SampleHost<extending::Program>;

namespace Trench.Demo.Tests;

/// <summary>The sample of a protocol of one's own, with one registered user.</summary>
internal sealed partial class Door(TestDatabase files, Sample host) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Api Api { get; } = host.CreateApi();

    public static async Task<Door> OpenAsync()
    {
        var files = await TestDatabase.CreateAsync(Database.Sqlite);
        var door = new Door(files, new Sample(files));
        (await door.Api.PostAsync("/register", new { username = "anna", email = "anna@example.com", password = Sample.Password })).Has(201);
        return door;
    }

    public Task<Answer> KnockAsync() => Api.PostAsync("/door/knock", new { name = "anna", password = Sample.Password });

    /// <summary>Adds mail, and returns the pass of the session that did: those before it end.</summary>
    public async Task<string> EnrolAsync()
    {
        var pass = (await KnockAsync()).Has(200).String("pass");
        (await Api.PostAsync("/auth/email/activate", new { }, pass)).Has(200);
        (await Api.PostAsync("/auth/email/activate/confirm", new { code = await CodeAsync(mails: 1) }, pass)).Has(200);
        return pass;
    }

    public Task<Answer> SendAsync(HttpMethod verb, string path, object body, string token) =>
        Api.SendAsync(verb, path, JsonContent.Create(body), token);

    /// <summary>What the newest slip on the board says. A route that waits for the first attempt has pinned it before it answers.</summary>
    public async Task<string> SlipAsync() => (await Api.GetAsync("/board")).Has(200).Body![0]!["text"]!.GetValue<string>();

    /// <summary>Enrols the pager through wcd-2factor's routes; its id there.</summary>
    public async Task<JsonNode> EnrolPagerAsync(string pass)
    {
        var offered = (await Api.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray();
        var pager = offered.Single(config => config!["method"]!.GetValue<string>() == "pager")!["id"]!.DeepClone();
        var input = new { method_config_id = pager, config = new { pager_number = "1234" }, is_active = true, is_default = true };
        var created = (await Api.PostAsync("/2factor/user-config/own/create", input, pass)).Has(200);
        var id = created["item"]!["id"]!;
        var answer = new { id, confirmation_id = created.String("confirmation_id"), data = new { code = (await SlipAsync())[^6..] } };
        (await Api.PostAsync("/2factor/user-config/own/confirm", answer, pass)).Has(200);
        return id;
    }

    // A first step does not wait for its mail.
    public async Task<string> CodeAsync(int mails)
    {
        var started = TimeProvider.System.GetTimestamp();
        var codes = await CodesAsync();
        while (codes.Count < mails)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{codes.Count} of {mails} mails came.");
            codes = await CodesAsync();
        }

        return codes[0];
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await files.DisposeAsync();
    }

    // A notice has none.
    private async Task<List<string>> CodesAsync() =>
    [
        .. (await Api.GetAsync("/mailbox")).Has(200).Body!.AsArray()
            .Select(mail => Digits().Match(mail!["text"]!.GetValue<string>()))
            .Where(match => match.Success)
            .Select(match => match.Value),
    ];

    [GeneratedRegex("[0-9]{6,8}")]
    private static partial Regex Digits();
}
