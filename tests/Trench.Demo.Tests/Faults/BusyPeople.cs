namespace Trench.Demo.Tests;

/// <summary>People at one process who do all at once what writes more than one row, until the process is gone.</summary>
internal sealed class BusyPeople : IDisposable
{
    private readonly HttpClient _client;
    private readonly BusyPerson _loggingIn;
    private readonly BusyPerson _regenerating;
    private readonly BusyPerson _changingPrimary;
    private readonly BusyPerson _activating;
    private readonly BusyPerson _addingApps;
    private readonly BusyPerson _addingAddresses;
    private volatile bool _hasFailed;

    private BusyPeople(DemoProcess node)
    {
        _client = new HttpClient { BaseAddress = node.Address };
        var api = new Api(_client);
        BusyPerson New() => new(node, api, Flights);
        (_loggingIn, _regenerating, _changingPrimary) = (New(), New(), New());
        (_activating, _addingApps, _addingAddresses) = (New(), New(), New());
    }

    /// <summary>What is under way.</summary>
    public Flights Flights { get; } = new();

    /// <summary>
    /// Registers and enrols them, and lets each do its work twice: what a process does for the first time takes long before it writes, and tells
    /// nothing of how long it will take.
    /// </summary>
    public static async Task<BusyPeople> StartAsync(DemoProcess node)
    {
        var people = new BusyPeople(node);
        await Task.WhenAll(
            people._loggingIn.EnrolAsync(),
            people._regenerating.EnrolAsync(),
            people._changingPrimary.EnrolWithPhoneAsync(),
            people._activating.RegisterAsync(),
            people._addingApps.RegisterAsync(),
            people._addingAddresses.RegisterAsync());
        await Task.WhenAll(people.Works.Select(work => work()));
        await Task.WhenAll(people.Works.Select(work => work()));
        return people;
    }

    /// <summary>Works until the process is gone.</summary>
    public Task WorkAsync() => Task.WhenAll(Works.Select(UntilGoneAsync));

    public void Dispose() => _client.Dispose();

    private IEnumerable<Func<Task>> Works =>
    [
        _loggingIn.LogInAsync,
        _regenerating.RegenerateAsync,
        _changingPrimary.ChangePrimaryAsync,
        _activating.ActivateAsync,
        _addingApps.ConfirmAppAsync,
        _addingAddresses.ConfirmAddressAsync,
    ];

    // Anything else that goes wrong ends all work, and fails the test: who is refused would stand idle at every kill.
    private async Task UntilGoneAsync(Func<Task> work)
    {
        try
        {
            while (!_hasFailed)
            {
                await work();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // The process is gone.
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }
}
