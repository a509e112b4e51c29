using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>Four mails of one node in each state in which a kill may meet them.</summary>
internal sealed class MailsUnderWay(Correspondent held, Correspondent taken, Correspondent brief, Correspondent hasty)
{
    /// <summary>A method whose codes are over before the lease of a dead node is.</summary>
    public const string Brief = "email_brief";

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Settings =
    [
        .. Correspondent.Settings,
        new($"TRENCH_AUTH:MFA_METHODS:{Brief}:HANDLER", "email"),
        new($"TRENCH_AUTH:MFA_METHODS:{Brief}:VALIDITY_PERIOD", "30"),
    ];

    private Task<Answer?> _hastyLogin = Task.FromResult<Answer?>(null);
    private string _heldTicket = "";

    // On a machine that is slow enough an attempt ends before the kill, and another one begins.
    private int _takenAtEnd;
    private bool _briefWasTriedOnce;

    public static async Task<MailsUnderWay> NewAsync(DemoProcess node, HttpClient client, SmtpSink sink)
    {
        client.BaseAddress = node.Address;
        var api = new Api(client);
        var people = await Task.WhenAll(
            Correspondent.NewAsync(api, sink),
            Correspondent.NewAsync(api, sink),
            Correspondent.NewAsync(api, sink, Brief),
            Correspondent.NewAsync(api, sink));
        return new MailsUnderWay(people[0], people[1], people[2], people[3]);
    }

    /// <summary>
    /// Returns when one mail is committed and not sent, one sent and not marked, one committed with a short life, and one is anywhere.
    /// </summary>
    public async Task BeginAsync()
    {
        await held.MailsAreAsync(SinkMode.Hang);
        await brief.MailsAreAsync(SinkMode.Hang);
        await taken.MailsAreAsync(SinkMode.TakeSilently);
        var logins = await Task.WhenAll(held.LogInAsync(), brief.LogInAsync(), taken.LogInAsync());
        _heldTicket = logins[0].Has(200).String("ephemeral_token");
        await UntilAsync(async () => await held.AttemptsAsync() >= 2);
        await UntilAsync(async () => await brief.AttemptsAsync() >= 2);
        await UntilAsync(async () => (await taken.MailsAsync()).Count >= 2);
        _hastyLogin = LogInHastilyAsync();
        await Task.Delay(RandomNumberGenerator.GetInt32(0, 300));
    }

    /// <summary>The node is gone.</summary>
    public async Task EndAsync()
    {
        await _hastyLogin;
        _takenAtEnd = (await taken.MailsAsync()).Count - 1;
        _briefWasTriedOnce = await brief.AttemptsAsync() == 2;
    }

    /// <summary>The mail server works again.</summary>
    public Task LetGoAsync() => Task.WhenAll(new[] { held, taken, brief }.Select(person => person.MailsAreAsync(SinkMode.Accept)));

    /// <summary>What went wrong, when all is over: each mail was sent, at most one of them twice, and none after its end.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        void Expect(string what, int mails, int least, int most)
        {
            // One is that of the enrolment.
            if (mails - 1 < least || mails - 1 > most)
            {
                faults.Add($"{what} was delivered {mails - 1} times.");
            }
        }

        Expect("A mail that was not sent yet", (await held.MailsAsync()).Count, 1, 2);
        Expect("A mail that was sent and not marked", (await taken.MailsAsync()).Count, 1, _takenAtEnd + 1);
        Expect("A mail that was over", (await brief.MailsAsync()).Count, 0, _briefWasTriedOnce ? 0 : 1);
        Expect("A mail at any point", (await hasty.MailsAsync()).Count, await _hastyLogin is null ? 0 : 1, 2);
        return faults;
    }

    /// <summary>The login that waited for its mail ends at another node.</summary>
    public async Task CompleteAsync(HttpClient client)
    {
        var code = (await held.MailsAsync())[^1].Code;
        (await new Api(client).PostAsync("/auth/login/code", new { ephemeral_token = _heldTicket, code })).Has(200);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 400, "The mail server was not asked in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    // Null when the node was gone before it answered.
    private async Task<Answer?> LogInHastilyAsync()
    {
        try
        {
            return (await hasty.LogInAsync()).Has(200);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
