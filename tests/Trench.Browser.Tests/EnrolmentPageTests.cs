using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class EnrolmentPageTests(DemoInBrowser demo)
{
    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_person_enrols_an_app_and_logs_in_with_it()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await Expect(window.Page.Locator("#methods li")).ToContainTextAsync("Authenticator app");
        await window.LogOutAsync();

        await window.LogInAsync();

        await Window.SeesAsync(window.Heading("One more step"));
        await window.CompleteAsync(await window.AppCodeAsync(stepsAhead: 1));
    }

    [ComponentFact(Component.Chromium, Component.Oathtool, Component.Zbar)]
    public async Task The_picture_on_screen_says_the_same_as_the_key_beside_it()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Button("Add authenticator app").ClickAsync();
        await window.ReadSecretAsync();

        var shown = await Zbar.DecodePngAsync(await window.Page.Locator("#enrol-qr").ScreenshotAsync());

        Assert.StartsWith("otpauth://totp/", shown, StringComparison.Ordinal);
        Assert.Contains($"secret={window.Secret}", shown, StringComparison.Ordinal);
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_person_enrols_email_and_logs_in_with_it()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddEmailAsync();
        await window.LogOutAsync();

        await window.LogInAsync();

        await Expect(window.Page.Locator("#second-step-text")).ToContainTextAsync("We sent you a code");
        await window.CompleteAsync(await window.MailedCodeAsync());
    }

    [ComponentFact(Component.Chromium)]
    public async Task Who_gave_no_address_gives_it_when_enrolling_email()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync(withEmail: false);
        await window.Button("Add e-mail").ClickAsync();
        await window.Button("Continue").ClickAsync();
        await Expect(window.Page.Locator("#enrol-email-error")).Not.ToBeEmptyAsync();
        await window.Box("E-mail address").FillAsync(window.Email);

        await window.Button("Continue").ClickAsync();

        await Window.SeesAsync(window.Box("Code"));
        Assert.Equal(10, (await window.ConfirmAsync(await window.MailedCodeAsync())).Length);
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_person_enrols_a_phone_and_is_told_what_a_number_looks_like()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Button("Add text message (Twilio)").ClickAsync();
        await window.Box("Phone number").FillAsync("500 100 200");
        await window.Button("Continue").ClickAsync();
        await Expect(window.Page.Locator("#enrol-phone-error")).Not.ToBeEmptyAsync();
        await window.Box("Phone number").FillAsync(window.Phone);

        await window.Button("Continue").ClickAsync();

        await Window.SeesAsync(window.Box("Code"));
        Assert.Equal(10, (await window.ConfirmAsync(await window.TextedCodeAsync())).Length);
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task Backup_codes_are_shown_once()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        var codes = await window.AddAppAsync();
        Assert.Equal(10, codes.Distinct().Count());

        Assert.DoesNotContain(codes[0], await window.Page.ContentAsync(), StringComparison.Ordinal);
        await window.Page.ReloadAsync();
        await Window.SeesAsync(window.Heading("Your second step"));
        Assert.DoesNotContain(codes[0], await window.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task Escape_does_not_take_unsaved_backup_codes_away()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Button("Add authenticator app").ClickAsync();
        await window.ReadSecretAsync();
        await window.Box("Code").FillAsync(await window.AppCodeAsync());
        await window.Button("Confirm").ClickAsync();
        await Window.SeesAsync(window.Heading("Backup codes"));

        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Button("Copy").ClickAsync();

        await Expect(window.Page.Locator("#backup-codes-status")).ToContainTextAsync("Copied");
        var copied = await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(await window.SaveBackupCodesAsync(), copied.Split('\n'));
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_wrong_code_is_told_beside_the_field_and_the_right_one_still_works()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.Button("Add e-mail").ClickAsync();
        await window.Button("Continue").ClickAsync();
        var right = await window.MailedCodeAsync();
        await window.Box("Code").FillAsync(right == "000000" ? "000001" : "000000");

        await window.Button("Confirm").ClickAsync();

        await window.SeesErrorAsync(window.Box("Code"), "Code invalid or expired.");
        await window.ConfirmAsync(right);
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_second_app_is_asked_for_a_name()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await window.Button("Add another authenticator app").ClickAsync();
        await window.Button("Continue").ClickAsync();
        await window.SeesErrorAsync(window.Box("Name for it"), "Give it a name.");

        await window.Box("Name for it").FillAsync("tablet");
        await window.Button("Continue").ClickAsync();
        await window.ReadSecretAsync();
        await window.ConfirmAsync(await window.AppCodeAsync());
        await Window.SeesAsync(window.Heading("Authenticator app “tablet”"));
    }
}
