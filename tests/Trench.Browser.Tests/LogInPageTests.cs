using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class LogInPageTests(DemoInBrowser demo)
{
    [ComponentFact(Component.Chromium)]
    public async Task A_wrong_password_is_told_in_words()
    {
        await using var window = await demo.OpenAsync();

        await window.LogInAsync();

        await Expect(window.Page.Locator("#log-in .alert")).ToHaveTextAsync("Unable to login with provided credentials.");
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task The_second_step_may_take_another_method()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await window.AddEmailAsync();
        await window.LogOutAsync();
        await window.LogInAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Use e-mail") }).ClickAsync();
        await Expect(window.Page.Locator("#second-step-text")).ToContainTextAsync("We sent you a code");

        await window.CompleteAsync(await window.MailedCodeAsync());
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_backup_code_logs_in_and_the_page_says_how_many_are_left()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        var codes = await window.AddAppAsync();
        await window.LogOutAsync();
        await window.LogInAsync();
        await window.Button("Use a backup code").ClickAsync();

        await window.CompleteAsync(codes[0].ToLowerInvariant(), "Backup code");

        await Expect(window.Page.Locator("#status")).ToContainTextAsync("9 are left");
    }

    [ComponentFact(Component.Chromium)]
    public async Task Asking_for_another_code_at_once_says_how_long_to_wait()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddEmailAsync();
        await window.LogOutAsync();
        await window.LogInAsync();

        await window.Button("Send the code again").ClickAsync();

        await Expect(window.Page.Locator("#second-step .alert")).ToContainTextAsync("A code was sent a moment ago. Try again in");
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_wrong_code_is_told_beside_the_field_and_the_right_one_still_logs_in()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await window.LogOutAsync();
        await window.LogInAsync();
        var right = await window.AppCodeAsync(stepsAhead: 1);
        await window.Box("Code").FillAsync(right == "000000" ? "000001" : "000000");

        await window.Button("Log in").ClickAsync();

        await window.SeesErrorAsync(window.Box("Code"), "Invalid or expired code.");
        await window.CompleteAsync(right);
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_reload_keeps_the_person_signed_in_and_logging_out_does_not()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Page.ReloadAsync();
        await Window.SeesAsync(window.Heading("Your second step"));

        await window.LogOutAsync();
        await window.Page.ReloadAsync();

        await Window.SeesAsync(window.Heading("Log in"));
    }

    [ComponentFact(Component.Chromium)]
    public async Task An_access_token_that_ran_out_is_renewed_unseen()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Page.EvaluateAsync("sessionStorage.setItem('access', 'gone')");

        await window.Page.ReloadAsync();

        await Window.SeesAsync(window.Heading("Your second step"));
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_server_that_cannot_be_reached_is_told_in_words()
    {
        await using var window = await demo.OpenAsync();
        await window.Page.RouteAsync("**/auth/login", route => route.AbortAsync());

        await window.LogInAsync();

        await Expect(window.Page.Locator("#log-in .alert")).ToContainTextAsync("The server cannot be reached.");
    }
}
