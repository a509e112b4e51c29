namespace Trench.AspNetCore.Tests;

/// <summary>One application for the facts of a class that change nothing others could see.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    private HttpApp? _app;

    internal HttpApp App => _app ?? throw new InvalidOperationException("The fixture was not started.");

    public async Task InitializeAsync() => _app = await HttpApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
