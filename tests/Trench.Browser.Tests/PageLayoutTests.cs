using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class PageLayoutTests(DemoInBrowser demo)
{
    [ComponentTheory(Component.Chromium, Component.Oathtool)]
    [InlineData(360)]
    [InlineData(1200)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await using var window = await demo.OpenAsync(width);
        await AssertFitsAsync(window);
        await window.RegisterAsync();
        await window.Button("Add authenticator app").ClickAsync();
        await Window.SeesAsync(window.Box("Code"));
        await AssertFitsAsync(window);
        await window.Button("Cancel").ClickAsync();
        await window.AddAppAsync();
        await AssertFitsAsync(window);
        await window.LogOutAsync();
        await window.LogInAsync();
        await Window.SeesAsync(window.Heading("One more step"));
        await AssertFitsAsync(window);
    }

    [ComponentFact(Component.Chromium)]
    public async Task Every_view_has_a_title_a_heading_with_the_focus_and_labelled_fields()
    {
        await using var window = await demo.OpenAsync();
        await Expect(window.Page).ToHaveTitleAsync("Log in – Trench demo");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(window.Page.Locator("main")).ToHaveCountAsync(1);

        await window.Button("Create an account").ClickAsync();

        await Expect(window.Page).ToHaveTitleAsync("Create an account – Trench demo");
        await Expect(window.Heading("Create an account")).ToBeFocusedAsync();
        const string unlabelled = "[...document.querySelectorAll('input, select')].filter(field => field.labels.length !== 1).length";
        Assert.Equal(0, await window.Page.EvaluateAsync<int>(unlabelled));
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_person_logs_in_by_keyboard_alone()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.LogOutAsync();

        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync(window.Name);
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync(Window.Password);
        await window.Page.Keyboard.PressAsync("Enter");

        await Window.SeesAsync(window.Heading("Your second step"));
    }

    [ComponentFact(Component.Chromium)]
    public async Task The_mailbox_shows_a_mail_as_text()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddEmailAsync();

        await window.Page.GotoAsync("/dev/mailbox");

        await Window.SeesAsync(window.Page.Locator("article", new() { HasText = window.Email }).First);
    }

    private static async Task AssertFitsAsync(Window window) =>
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
}
