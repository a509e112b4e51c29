using Microsoft.Playwright;
using Trench.Testing;

namespace Trench.Browser.Tests;

/// <summary>One demo and one browser for all tests; each test opens a window of its own.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    // Milliseconds; far more than the page takes, as the machine may be busy with other tests.
    private const float Patience = 20_000;

    private static readonly bool IsPossible = ComponentPresence.SkipReason([Component.Chromium]) is null;
    private TestDatabase? _database;
    private DemoProcess? _demo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A new private window of this width that speaks to the demo.</summary>
    internal async Task<Window> OpenAsync(int width = 1200)
    {
        var browser = _browser ?? throw new InvalidOperationException("No browser was started.");
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _demo?.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        var window = new Window(context, await context.NewPageAsync());
        await window.Page.GotoAsync("/");
        return window;
    }

    public async Task InitializeAsync()
    {
        // Every test is skipped then, and nothing needs to be started for that.
        if (!IsPossible)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _database = await TestDatabase.CreateAsync(Database.Sqlite);
        _demo = await DemoProcess.StartAsync(
        [
            .. _database.Settings,
            new("Demo:AdminUser", AdminPageTests.Administrator),
            new("Demo:AdminPassword", Window.Password),
        ]);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = TestEnvironment.Chromium });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}

/// <summary>The tests that share the demo and the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<DemoInBrowser>
{
    public const string Name = "browser";
}
