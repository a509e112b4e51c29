using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>The engine with the method <c>yubi</c>, and the servers of a validation service that it asks.</summary>
internal sealed class CloudBench : IAsyncDisposable
{
    private readonly MethodSettings _settings;

    private CloudBench(YubiCloudBook book, IReadOnlyList<YubiCloudDouble> servers, MethodSettings settings, TestEngine engine)
    {
        Book = book;
        Servers = servers;
        _settings = settings;
        Engine = engine;
    }

    public static string Secret { get; } = Convert.ToBase64String("trench-ci-api-key-20"u8);

    public YubiCloudBook Book { get; }

    public IReadOnlyList<YubiCloudDouble> Servers { get; }

    public YubiCloudDouble Server => Servers[0];

    public TestEngine Engine { get; }

    /// <summary>Questions that arrived at any server.</summary>
    public int Asked => Servers.Sum(server => server.Asked.Count);

    public static async Task<CloudBench> StartAsync(int servers = 1, params (string Key, string Value)[] settings)
    {
        var book = new YubiCloudBook();
        book.AddClient("1", Convert.FromBase64String(Secret));
        book.AddClient("2", Convert.FromBase64String(Secret), isActive: false);
        var doubles = new List<YubiCloudDouble>();
        while (doubles.Count < servers)
        {
            doubles.Add(await YubiCloudDouble.StartAsync(book));
        }

        var values = new Dictionary<string, string>
        {
            ["YUBICLOUD_CLIENT_ID"] = "1",
            ["YUBICLOUD_SECRET_KEY"] = Secret,
            ["YUBICLOUD_URLS"] = string.Join(',', doubles.Select(server => server.Url)),
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var engine = await TestEngine.StartAsync(
            values.ToDictionary(pair => "MFA_METHODS:yubi:" + pair.Key, pair => (string?)pair.Value), trench => trench.AddYubiKey());
        return new CloudBench(book, doubles, new MethodSettings("yubi", "yubikey", values), engine);
    }

    /// <summary>A key that the service knows.</summary>
    public SoftYubiKey NewKey() => Book.Add(SoftYubiKey.New());

    /// <summary>Asks the servers as the method does.</summary>
    public Task<OtpReading> CheckAsync(string otp) => Engine.InScopeAsync(services =>
        services.GetRequiredService<YubiCloud>().CheckAsync(CloudSettings.Read(_settings), otp, CancellationToken.None));

    /// <summary>A person whose key is bound.</summary>
    public async Task<Person> EnrolledAsync(SoftYubiKey key)
    {
        var person = await NewPersonAsync();
        Assert.True((await person.ActivateAsync("yubi")).Succeeded);
        Assert.True((await person.ConfirmAsync("yubi", key.Press())).Succeeded);
        return person;
    }

    /// <summary>A person without a key, signed in.</summary>
    public async Task<Person> NewPersonAsync()
    {
        var person = Person.New(Engine);
        await person.SignInAsync();
        return person;
    }

    /// <summary>The whole login; null when it succeeds.</summary>
    public static async Task<RefusalKind?> SignInAsync(Person person, string otp) =>
        (await person.CompleteAsync(await person.TicketAsync(), otp)).Refusal?.Kind;

    /// <summary>The events of a person that happened now.</summary>
    public async Task<IEnumerable<string>> NewsOfAsync(Person person) => (await Engine.Store.ListEventsAsync(new EventFilter(person.Id, 100), default))
        .Where(happened => happened.At == Engine.Clock.Now)
        .Select(happened => happened.Name);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }
    }
}
