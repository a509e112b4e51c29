extern alias extending;

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sample = Trench.Demo.Tests.SampleHost<extending::Program>;

namespace Trench.Demo.Tests;

/// <summary>The sample of a protocol of one's own, with one registered user.</summary>
internal sealed partial class Door(TestDatabase files, Sample host) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Api Api { get; } = host.CreateApi();

    public static async Task<Door> OpenAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var files = await TestDatabase.CreateAsync(Database.Sqlite);
        var door = new Door(files, new Sample(files, settings));
        await door.RegisterAsync("anna");
        return door;
    }

    public Task<Answer> KnockAsync() => KnockAsync("anna");

    /// <summary>Registers somebody else, who knocks; the pass.</summary>
    public async Task<string> MeetAsync(string name)
    {
        await RegisterAsync(name);
        return (await KnockAsync(name)).Has(200).String("pass");
    }

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
        var created = await CreateConfigAsync("pager", new { pager_number = "1234" }, pass);
        var id = created["item"]!["id"]!;
        var answer = new { id, confirmation_id = created.String("confirmation_id"), data = new { code = (await SlipAsync())[^6..] } };
        (await Api.PostAsync("/2factor/user-config/own/confirm", answer, pass)).Has(200);
        return id;
    }

    /// <summary>Enrols a method that needs no proof.</summary>
    public Task EnrolProvenAsync(string method, string pass) => CreateConfigAsync(method, new { }, pass);

    /// <summary>Pins slips until there is no room for one more.</summary>
    public void FillBoard()
    {
        var board = host.Services.GetRequiredService<extending::NoticeBoard>();
        var hasRoom = true;
        while (hasRoom)
        {
            hasRoom = board.TryPin(new extending::Slip("nobody", "Nothing."));
        }
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

    private async Task RegisterAsync(string name) =>
        (await Api.PostAsync("/register", new { username = name, email = $"{name}@example.com", password = Sample.Password })).Has(201);

    private Task<Answer> KnockAsync(string name) => Api.PostAsync("/door/knock", new { name, password = Sample.Password });

    private async Task<Answer> CreateConfigAsync(string method, object config, string pass)
    {
        var offered = (await Api.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray();
        var id = offered.Single(one => one!["method"]!.GetValue<string>() == method)!["id"]!.DeepClone();
        var input = new { method_config_id = id, config, is_active = true, is_default = true };
        return (await Api.PostAsync("/2factor/user-config/own/create", input, pass)).Has(200);
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
