using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Trench.Testing;

/// <summary>One user at the engine's door, with verbs that read like the user's own.</summary>
public sealed class Person(TestEngine engine, TestUser user, string facade = "trench")
{
    private Session? _session;

    /// <summary>The user's id.</summary>
    public string Id => user.Id;

    /// <summary>The user name.</summary>
    public string Name => user.UserName;

    /// <summary>Where the methods that deliver send to.</summary>
    public string Address => user.Fields["Email"];

    /// <summary>The network address the user comes from.</summary>
    public string Network { get; set; } = "192.0.2.7";

    /// <summary>What the user gives as caller.</summary>
    public Caller Caller => new(facade) { Address = Network, SessionId = _session?.Id, Client = Client };

    /// <summary>The OAuth client the user comes through; null without.</summary>
    public string? Client { get; init; }

    /// <summary>Creates a user with an address.</summary>
    public static Person New(TestEngine engine, string? name = null, string facade = "trench")
    {
        ArgumentNullException.ThrowIfNull(engine);
        var id = Codes.Id();
        var fields = new Dictionary<string, string> { ["Email"] = $"{id}@example.test" };
        return new Person(engine, engine.Users.Put(new TestUser(id, name ?? "user-" + id, "correct horse") { Fields = fields }), facade);
    }

    /// <summary>The same user through another facade.</summary>
    public Person Through(string otherFacade) => new(engine, user, otherFacade) { _session = _session };

    /// <summary>The same user through an OAuth client of the same facade.</summary>
    public Person ThroughClient(string client) => new(engine, user, facade) { _session = _session, Client = client };

    /// <summary>First step of a login.</summary>
    public Task<Outcome<SignInStep>> BeginAsync(string password = "correct horse") =>
        With<SignInFlow, Outcome<SignInStep>>(flow => flow.BeginAsync(user.UserName, password, Caller, default));

    /// <summary>First step of a login from a device.</summary>
    public Task<Outcome<SignInStep>> BeginAsync(string deviceTicket, string password) =>
        With<SignInFlow, Outcome<SignInStep>>(
            flow => flow.BeginAsync(user.UserName, password, Caller with { DeviceTicket = deviceTicket }, default));

    /// <summary>Second step, and the device is to be remembered; its ticket.</summary>
    public async Task<string?> RememberAsync(string ticket, string code) => await RememberAsync((await CompleteAsync(ticket, code)).Value!);

    /// <summary>Remembers the device of a login.</summary>
    public Task<string?> RememberAsync(SignedIn signedIn) =>
        With<DeviceFlow, string?>(flow => flow.RememberAsync(signedIn, Caller, default));

    /// <summary>Forgets all devices.</summary>
    public async Task ForgetDevicesAsync()
    {
        var actor = await ActAsync();
        await With<DeviceFlow, bool>(async flow =>
        {
            await flow.ForgetAllAsync(actor, default);
            return true;
        });
    }

    /// <summary>First step of a login that must ask for a second one; returns when its message, if any, has arrived.</summary>
    public async Task<string> TicketAsync()
    {
        var before = engine.Messages.Count(Address);
        var asked = Assert.IsType<Asked>((await BeginAsync()).Value);
        if (asked is { Method: "pigeon" or "dove", RetryAfter: null })
        {
            await engine.Messages.WaitAsync(Address, before + 1);
        }

        return asked.Ticket;
    }

    /// <summary>Signs in by a method that delivers and keeps the session.</summary>
    public async Task SignInByMessageAsync()
    {
        var ticket = await TicketAsync();
        _session = (await CompleteAsync(ticket, LastCode)).Value!.Session;
    }

    /// <summary>Second step of a login.</summary>
    public Task<Outcome<SignedIn>> CompleteAsync(string ticket, string code) =>
        With<SignInFlow, Outcome<SignedIn>>(flow => flow.CompleteAsync(ticket, code, Caller, default));

    /// <summary>Password and code in one request.</summary>
    public Task<Outcome<SignedIn>> SignInAtOnceAsync(LoginAnswer answer, string password = "correct horse") =>
        With<SignInFlow, Outcome<SignedIn>>(flow => flow.SignInAsync(user.UserName, password, answer, Caller, default));

    /// <summary>A message once more, or through another method.</summary>
    public Task<Outcome<Notified>> ResendAsync(string ticket, string? method = null, string? id = null) =>
        With<SignInFlow, Outcome<Notified>>(flow => flow.ResendAsync(ticket, method, id, Caller, default));

    /// <summary>Signs in with the password alone and keeps the session.</summary>
    public async Task SignInAsync() => _session = Assert.IsType<SignedIn>((await BeginAsync()).Value).Session;

    /// <summary>Signs in with a code and keeps the session.</summary>
    public async Task SignInAsync(string code) => _session = (await CompleteAsync(await TicketAsync(), code)).Value!.Session;

    /// <summary>The user with the session as it is stored now.</summary>
    public async Task<Actor> ActAsync()
    {
        var found = await engine.Users.FindAsync(user.Id, default);
        return new Actor(found!, _session is null ? null : await engine.Store.FindSessionAsync(_session.Id, default), Caller);
    }

    /// <summary>Activates a method.</summary>
    public async Task<Outcome<Notified>> ActivateAsync(
        string method, string? label = null, string? id = null, string? code = null, IReadOnlyDictionary<string, string>? members = null)
    {
        var actor = await ActAsync();
        var request = new ActivateRequest(new EnrolmentChoice(method, id), label, code, members ?? new Dictionary<string, string>());
        return await With<ActivationFlow, Outcome<Notified>>(flow => flow.ActivateAsync(actor, request, default));
    }

    /// <summary>Confirms an activation.</summary>
    public async Task<Outcome<NewBackupCodes>> ConfirmAsync(string method, string code, string? id = null)
    {
        var actor = await ActAsync();
        return await With<ActivationFlow, Outcome<NewBackupCodes>>(flow => flow.ConfirmAsync(actor, new EnrolmentChoice(method, id), code, default));
    }

    /// <summary>Enrols a method that delivers; returns its backup codes.</summary>
    public async Task<IReadOnlyList<string>> EnrolAsync(string method = "pigeon", string? label = null)
    {
        Assert.True((await ActivateAsync(method, label)).Succeeded);
        return (await ConfirmAsync(method, LastCode)).Value!.Codes;
    }

    /// <summary>Enrols the method with a counter; returns its secret.</summary>
    public async Task<string> EnrolTokenAsync(string? label = null)
    {
        var secret = (await ActivateAsync("token", label)).Value!.Members["secret"];
        Assert.True((await ConfirmAsync("token", CodeOf(secret))).Succeeded);
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }

    /// <summary>The present code of a token.</summary>
    public string CodeOf(string secret) => StepMethod.CodeOf(secret, StepMethod.StepOf(engine.Clock.Now));

    /// <summary>The newest code sent to this user.</summary>
    public string LastCode => engine.Messages.Last(Address).Code;

    /// <summary>Asks for a code with a session.</summary>
    public async Task<Outcome<Notified>> RequestCodeAsync(string? method = null, string? id = null)
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, Outcome<Notified>>(flow => flow.RequestCodeAsync(actor, method, id, default));
    }

    /// <summary>Removes a method.</summary>
    public async Task<Outcome<Done>> DeactivateAsync(string method, string? code, string? id = null, string? successor = null)
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, Outcome<Done>>(
            flow => flow.DeactivateAsync(actor, new EnrolmentChoice(method, id), code, successor, default));
    }

    /// <summary>Removes all methods.</summary>
    public async Task<Outcome<Done>> DeactivateAllAsync(string? code = null)
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, Outcome<Done>>(flow => flow.DeactivateAllAsync(actor, code, default));
    }

    /// <summary>Makes another method the primary one.</summary>
    public async Task<Outcome<Done>> ChangePrimaryAsync(string method, string code, string? id = null)
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, Outcome<Done>>(flow => flow.ChangePrimaryAsync(actor, new EnrolmentChoice(method, id), code, default));
    }

    /// <summary>Pauses or resumes a method.</summary>
    public async Task<Outcome<Done>> PauseAsync(string method, bool paused, string? code = null)
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, Outcome<Done>>(
            flow => flow.PauseAsync(actor, new EnrolmentChoice(method, null), paused, code, default));
    }

    /// <summary>New backup codes.</summary>
    public async Task<Outcome<NewBackupCodes>> RegenerateAsync(string method, string? code)
    {
        var actor = await ActAsync();
        return await With<BackupCodeFlow, Outcome<NewBackupCodes>>(
            flow => flow.RegenerateAsync(actor, new EnrolmentChoice(method, null), code, default));
    }

    /// <summary>One more backup code.</summary>
    public async Task<Outcome<string>> AddBackupCodeAsync(SingleBackupCode terms)
    {
        var actor = await ActAsync();
        return await With<BackupCodeFlow, Outcome<string>>(flow => flow.AddAsync(actor, terms, default));
    }

    /// <summary>The active and pending methods with their targets.</summary>
    public async Task<IReadOnlyList<OwnEnrolment>> ListOwnAsync()
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, IReadOnlyList<OwnEnrolment>>(flow => flow.ListOwnAsync(actor, default));
    }

    /// <summary>The active methods.</summary>
    public async Task<IReadOnlyList<EnrolmentView>> ListAsync()
    {
        var actor = await ActAsync();
        return await With<EnrolmentFlow, IReadOnlyList<EnrolmentView>>(flow => flow.ListAsync(actor, default));
    }

    /// <summary>The session's check.</summary>
    public Task<LiveSession?> CheckAsync(string sessionId) => With<SessionFlow, LiveSession?>(flow => flow.CheckAsync(sessionId, default));

    /// <summary>The session's rotation.</summary>
    public Task<Outcome<SignedIn>> RefreshAsync(string sessionId, string secret) =>
        With<SessionFlow, Outcome<SignedIn>>(flow => flow.RefreshAsync(sessionId, secret, Caller, default));

    private Task<T> With<TFlow, T>(Func<TFlow, Task<T>> use)
        where TFlow : notnull => engine.InScopeAsync(services => use(services.GetRequiredService<TFlow>()));
}
