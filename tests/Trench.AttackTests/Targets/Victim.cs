using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trench.AttackTests;

/// <summary>Someone of the target's, made anew for each attack: what the attacker knows of them is up to the attack.</summary>
internal sealed class Victim
{
    public const string Password = "a long enough password";

    public const string Mail = "email";

    public const string Sms = "sms_twilio";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly Target _target;
    private readonly Api[] _apis;
    private DateTimeOffset _lastStep;

    private Victim(Target target, string? phoneNumber, IPAddress address)
    {
        PhoneNumber = phoneNumber ?? "";
        Address = address;
        _target = target;
        _apis = [target.VisitorFrom(address, node: 0), target.VisitorFrom(address, node: 1)];
    }

    public string Name { get; } = NewName();

    /// <summary>Where all of it comes from.</summary>
    public IPAddress Address { get; }

    public string Email => $"{Name}@example.com";

    public string PhoneNumber { get; }

    /// <summary>The access token of the session in which the methods were enrolled.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The secret of the app.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The code that confirmed the app.</summary>
    public string ActivationCode { get; private set; } = "";

    /// <summary>The app's backup codes.</summary>
    public string[] BackupCodes { get; private set; } = [];

    private Api Api => _apis[0];

    /// <summary>Someone with a password only, signed in, with a number of the range that is kept for tales.</summary>
    public static Task<Victim> RegisterAsync(Target target, IPAddress? address = null) =>
        RegisterAsync(target, "+1202555" + RandomNumberGenerator.GetString("0123456789", 4), address);

    /// <summary>The same with this number, or with none; at an address of its own unless it is told.</summary>
    public static async Task<Victim> RegisterAsync(Target target, string? phoneNumber, IPAddress? address = null)
    {
        var victim = new Victim(target, phoneNumber, address ?? Target.NewAddress());
        var body = new { username = victim.Name, password = Password, email = victim.Email, phone_number = phoneNumber };
        (await victim.Api.PostAsync("/auth/users", body)).Has(201);
        victim.Token = (await victim.LogInAsync()).Has(200).String("access");
        return victim;
    }

    /// <summary>A name that nobody has, as long as all the others.</summary>
    public static string NewName() => "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 12);

    /// <summary>Someone with an authenticator app.</summary>
    public static async Task<Victim> WithAppAsync(Target target, IPAddress? address = null)
    {
        var victim = await RegisterAsync(target, address);
        await victim.AddAppAsync();
        return victim;
    }

    /// <summary>Someone with an authenticator app who gets mail as well; the app stays the primary method.</summary>
    public static async Task<Victim> WithAppAndMailAsync(Target target)
    {
        var victim = await WithAppAsync(target);
        await victim.AddAsync(Mail, victim.Email);
        return victim;
    }

    /// <summary>Someone with an authenticator app who gets mail and SMS as well; the app stays the primary method.</summary>
    public static async Task<Victim> WithAllAsync(Target target)
    {
        var victim = await WithAppAndMailAsync(target);
        await victim.AddAsync(Sms, victim.PhoneNumber);
        return victim;
    }

    /// <summary>Someone who gets mail, and nothing else.</summary>
    public static async Task<Victim> WithMailAsync(Target target)
    {
        var victim = await RegisterAsync(target);
        await victim.AddAsync(Mail, victim.Email);
        return victim;
    }

    /// <summary>Enrols the app with the code it shows now; the next one is good at once, as phones may be one step ahead.</summary>
    public async Task AddAppAsync()
    {
        Secret = (await PostAsync("/auth/app/activate", new { })).Has(200).String("secret");
        _lastStep = TimeProvider.System.GetUtcNow();
        ActivationCode = await Oathtool.TotpAsync(Secret, _lastStep);
        BackupCodes = (await PostAsync("/auth/app/activate/confirm", new { code = ActivationCode })).Has(200).BackupCodes;
    }

    /// <summary>A login at deux, with whatever proof comes along, ready to go.</summary>
    public Call DeuxLogin(int number, object proof) => new(_target.Node(number), "/mfa/authtoken/login/", Merged(proof));

    /// <summary>The same, without any race.</summary>
    public Task<Answer> LogInAtDeuxAsync(object proof) => Api.PostAsync("/mfa/authtoken/login/", Merged(proof));

    /// <summary>The first step.</summary>
    public Task<Answer> LogInAsync(string password = Password, string? name = null) =>
        Api.PostAsync("/auth/login", new { username = name ?? Name, password });

    public async Task<string> TicketAsync(string? name = null) => (await LogInAsync(name: name)).Has(200).String("ephemeral_token");

    /// <summary>Several of them, all alive.</summary>
    public async Task<string[]> TicketsAsync(int count)
    {
        var tickets = new string[count];
        for (var number = 0; number < count; number++)
        {
            tickets[number] = await TicketAsync();
        }

        return tickets;
    }

    /// <summary>The second step at one of the nodes, ready to go.</summary>
    public Call Submission(int number, string ticket, string code) =>
        new(_target.Node(number), "/auth/login/code", new { ephemeral_token = ticket, code });

    /// <summary>A change of one's own methods at one of the nodes, ready to go.</summary>
    public Call Change(int number, string path, object body) => new(_target.Node(number), path, body) { Token = Token };

    /// <summary>The second step at one of the nodes, without any race.</summary>
    public Task<Answer> CompleteAsync(string ticket, string code, int number = 0) =>
        _apis[number % _apis.Length].PostAsync("/auth/login/code", new { ephemeral_token = ticket, code });

    /// <summary>Codes one after the other; how many of them were looked at.</summary>
    public async Task<int> GuessAsync(string ticket, params string[] codes)
    {
        var evaluated = 0;
        foreach (var (number, code) in codes.Index())
        {
            evaluated += (await CompleteAsync(ticket, code, number)).String("error_code") == "code_wrong" ? 1 : 0;
        }

        return evaluated;
    }

    public Task<Answer> PostAsync(string path, object body) => Api.PostAsync(path, body, Token);

    /// <summary>Makes the proof of the enrolment an old one.</summary>
    public async Task OutliveProofAsync() => await _target.Database.OutliveProofsAsync(await IdAsync());

    /// <summary>Keeps a lock that there is from ending.</summary>
    public async Task StayLockedAsync() => await _target.Database.ProlongLocksAsync(await IdAsync());

    /// <summary>What was counted so far.</summary>
    public async Task<Counted> CountedAsync() => await _target.Database.CountedAsync(await IdAsync());

    public Task<Answer> GetAsync(string path) => Api.GetAsync(path, Token);

    /// <summary>The active methods as the server tells them.</summary>
    public async Task<string> MethodsAsync() => (await GetAsync("/auth/mfa/user-active-methods")).Has(200).Text;

    /// <summary>A code of the app that nobody has given yet: that of the step after the one that was used last.</summary>
    public Task<string> AppCodeAsync()
    {
        _lastStep += Step;
        return Oathtool.TotpAsync(Secret, _lastStep);
    }

    /// <summary>The mailed code of a ticket.</summary>
    public Task<string> MailedCodeAsync(string ticket) => SentCodeAsync(ticket, Mail);

    /// <summary>The code of a ticket by mail or SMS. The answer to this request waits until the message has left.</summary>
    public async Task<string> SentCodeAsync(string ticket, string method)
    {
        (await Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket, method })).Has(200);
        return await NewestCodeAsync(method);
    }

    /// <summary>The code that a method has sent last.</summary>
    public Task<string> NewestCodeAsync(string method) => _target.CodeSentToAsync(method == Mail ? Email : PhoneNumber);

    /// <summary>New backup codes for one of the old ones.</summary>
    public async Task<string[]> NewBackupCodesAsync(string code) =>
        (await PostAsync("/auth/app/codes/regenerate", new { code })).Has(200).BackupCodes;

    /// <summary>Codes, all different, of which the app shows none for some minutes to come.</summary>
    public async Task<string[]> WrongCodesAsync(int count)
    {
        var right = new HashSet<string>();
        for (var step = -2; step <= 6; step++)
        {
            right.Add(await Oathtool.TotpAsync(Secret, _lastStep + (step * Step)));
        }

        var all = Enumerable.Range(0, 1_000_000).Select(number => number.ToString("000000", CultureInfo.InvariantCulture));
        return [.. all.Where(code => !right.Contains(code)).Take(count)];
    }

    private async Task AddAsync(string method, string address)
    {
        (await PostAsync($"/auth/{method}/activate", new { })).Has(200);
        var code = await _target.CodeSentToAsync(address);
        (await PostAsync($"/auth/{method}/activate/confirm", new { code })).Has(200);
    }

    private async Task<string> IdAsync() => (await GetAsync("/auth/users/me")).Has(200).String("id");

    private JsonObject Merged(object proof)
    {
        var body = JsonSerializer.SerializeToNode(proof)!.AsObject();
        body["username"] = Name;
        body["password"] = Password;
        return body;
    }
}
