using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Trench.Testing;

/// <summary>
/// What every method promises on the real engine, an application's own as well. Override one member; a method that sends messages derives
/// <see cref="MessageMethodContract"/>, which adds what only those promise.
/// </summary>
public abstract partial class MethodContract : IAsyncLifetime
{
    // Longer than the pause between two messages of one challenge, and than a step of an authenticator.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(31);

    private readonly Dictionary<string, (TestUser User, IReadOnlyDictionary<string, string> Members)> _people = [];
    private TestEngine? _engine;
    private MethodUnderTest? _method;

    /// <summary>The engine of this fact.</summary>
    protected TestEngine Engine => _engine ?? throw new InvalidOperationException("The fact has not begun.");

    /// <summary>The method of this fact.</summary>
    protected MethodUnderTest Method => _method ??= Create();

    /// <summary>Whether codes travel as messages.</summary>
    protected virtual bool Delivers => false;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var section = $"MFA_METHODS:{Method.Name}:";
        var settings = Method.Settings.ToDictionary(pair => section + pair.Key, pair => (string?)pair.Value);
        settings[section + "VALIDITY_PERIOD"] = "120";

        // A fact waits for messages with codes.
        settings["NOTICES"] = "false";
        _engine = await TestEngine.StartAsync(settings, builder =>
        {
            builder.Services.AddSingleton(services => new OutboxBell(services.GetRequiredService<InMemoryMfaStore>()));
            builder.Services.AddSingleton<IOutboxStore>(services => services.GetRequiredService<OutboxBell>());
            builder.Services.AddSingleton<IMfaEventHandler>(services => services.GetRequiredService<OutboxBell>());
            Method.Register(builder);
        });
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Makes the method for one fact.</summary>
    protected abstract MethodUnderTest Create();

    /// <summary>A user with an address and a number, signed in with the password.</summary>
    protected async Task<Person> NewPersonAsync(bool hasAddress = true)
    {
        var id = Codes.Id();
        var fields = new Dictionary<string, string> { ["Email"] = $"{id}@example.test", ["PhoneNumber"] = "+4850" + Codes.Digits(7) };
        var user = Engine.Users.Put(new TestUser(id, "user-" + id, "correct horse") { Fields = hasAddress ? fields : [] });
        _people[id] = (user, new Dictionary<string, string>());
        var person = new Person(Engine, user);
        await person.SignInAsync();
        return person;
    }

    /// <summary>Begins an activation; what it shows once is what the person's device has from then on.</summary>
    protected async Task<Outcome<Notified>> ActivateAsync(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var outcome = await person.ActivateAsync(Method.Name);
        if (outcome.Succeeded)
        {
            _people[person.Id] = (_people[person.Id].User, outcome.Value.Members);
            await ArriveAsync();
        }

        return outcome;
    }

    /// <summary>A user who has the method, a moment after the activation.</summary>
    protected async Task<Person> EnrolledAsync()
    {
        var person = await NewPersonAsync();
        Assert.True((await ActivateAsync(person)).Succeeded);
        Assert.True((await person.ConfirmAsync(Method.Name, await CodeAsync(person))).Succeeded);
        Engine.Clock.Advance(Moment);
        return person;
    }

    /// <summary>The first step of a login, up to the moment when the person has the code.</summary>
    protected async Task<string> AskAsync(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var asked = Assert.IsType<Asked>((await person.BeginAsync()).Value);
        await ArriveAsync();
        return asked.Ticket;
    }

    /// <summary>The code that the person has now.</summary>
    protected Task<string> CodeAsync(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var (user, members) = _people[person.Id];
        return Method.ReadCode(new Reader(user, members, Engine.Clock.Now));
    }

    /// <summary>Another text of the code's shape.</summary>
    protected static string Wrong(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code[..^1] + code[^1] switch { '9' => '0', >= '0' and < '9' and var digit => (char)(digit + 1), 'c' => 'b', _ => 'c' };
    }

    /// <summary>Waits for a message that was sent, where messages are.</summary>
    protected async Task ArriveAsync()
    {
        if (Delivers)
        {
            var bell = await Engine.InScopeAsync(services => Task.FromResult(services.GetRequiredService<OutboxBell>()));
            await bell.WaitAsync();
        }
    }

    /// <summary>Lets a moment pass.</summary>
    protected void LetAMomentPass() => Engine.Clock.Advance(Moment);

    private IEnumerable<string> ShownTo(Person person) => _people[person.Id].Members.Values;

    private IEnumerable<string> AddressesOf(Person person) => _people[person.Id].User.Fields.Values;
}
