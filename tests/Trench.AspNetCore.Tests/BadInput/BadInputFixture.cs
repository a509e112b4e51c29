namespace Trench.AspNetCore.Tests;

/// <summary>One application for hostile inputs. Its accounts do not lock, so that what an input costs can be counted.</summary>
public sealed class BadInputFixture : IAsyncLifetime
{
    private HttpApp? _app;

    internal HttpApp App => _app ?? throw new InvalidOperationException("The fixture was not started.");

    public async Task InitializeAsync() => _app = await HttpApp.StartAsync(new Dictionary<string, string?>
    {
        ["BACKUP_CODES_QUANTITY"] = "3",
        ["LIMITS:LOCK_AFTER"] = "100",
        ["LIMITS:ADDRESS_FAILURES"] = "1000/1m",
    });

    public async Task DisposeAsync() => await App.DisposeAsync();
}
