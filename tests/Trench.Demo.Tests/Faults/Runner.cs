using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>One who signs in again and again at whichever node, with a backup code each time.</summary>
internal sealed class Runner(Cluster cluster, string name)
{
    private Queue<string> _codes = new();

    /// <summary>Tickets that were answered.</summary>
    public int Begun { get; private set; }

    /// <summary>Sign-ins that were completed.</summary>
    public int Done { get; private set; }

    /// <summary>Registers with an address and takes backup codes.</summary>
    public static Task<Runner> NewAsync(Cluster cluster) => NewAsync(cluster, cluster.First);

    /// <summary>The same, at one of the nodes.</summary>
    public static async Task<Runner> NewAsync(Cluster cluster, DemoProcess node)
    {
        var name = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10);
        await cluster.PostAsync(node, "/auth/users", new { username = name, password = Person.Password, email = $"{name}@example.com" });
        var login = await cluster.PostAsync(node, "/auth/login", new { username = name, password = Person.Password });
        var token = login.Has(200).String("access");
        (await cluster.PostAsync(node, "/auth/email/activate", new { }, token)).Has(200);
        var code = await Mailbox.CodeAsync(node, $"{name}@example.com");
        var enrolled = (await cluster.PostAsync(node, "/auth/email/activate/confirm", new { code }, token)).Has(200);
        return new Runner(cluster, name) { _codes = new Queue<string>(enrolled.BackupCodes) };
    }

    /// <summary>So many sign-ins. One whose request was lost begins anew with another code: this one may be spent.</summary>
    public async Task RunAsync(int signIns)
    {
        while (Done < signIns)
        {
            var begun = await cluster.PostAsync("/auth/login", new { username = name, password = Person.Password });
            if (begun is null)
            {
                continue;
            }

            Begun++;
            var answer = await cluster.PostAsync(
                "/auth/login/code", new { ephemeral_token = begun.Has(200).String("ephemeral_token"), code = _codes.Dequeue() });
            Done += answer?.Has(200) is null ? 0 : 1;
        }
    }
}

/// <summary>The mailbox page of one process.</summary>
internal static class Mailbox
{
    private static readonly HttpClient Client = new();

    /// <summary>The code of the newest message to an address or number.</summary>
    public static async Task<string> CodeAsync(DemoProcess node, string to)
    {
        var api = new Api(Client);
        for (var tries = 0; tries < 100; tries++)
        {
            var mails = (await api.GetAsync(new Uri(node.Address, "/dev/mailbox?format=json").ToString())).Has(200).Body!.AsArray();
            var text = mails.FirstOrDefault(mail => mail!["to"]!.GetValue<string>() == to)?["text"]!.GetValue<string>();
            if (text is not null && System.Text.RegularExpressions.Regex.Match(text, "[0-9]{4,}") is { Success: true } code)
            {
                return code.Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException($"No mail to {to}.");
    }
}
