using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class ManagementPageTests(DemoInBrowser demo)
{
    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_person_makes_the_other_method_primary_with_a_code_the_page_asked_for()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await window.AddEmailAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Make primary: e-mail") }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send me a code") }).ClickAsync();
        await window.Box("Code or backup code").FillAsync(await window.MailedCodeAsync());
        await window.Button("Make primary").ClickAsync();

        await Expect(window.Page.Locator("#methods li").First).ToContainTextAsync("Primary");
        await Expect(window.Page.Locator("#methods li").First).ToContainTextAsync("E-mail");
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task The_primary_method_is_deactivated_with_a_successor()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        await window.AddEmailAsync();

        await window.Button("Deactivate: authenticator app").ClickAsync();
        await Window.SeesAsync(window.Page.GetByLabel("Ask this one first from now on"));
        await window.Box("Code or backup code").FillAsync(await window.AppCodeAsync(stepsAhead: 1));
        await window.Button("Deactivate").ClickAsync();

        await Expect(window.Page.Locator("#methods li")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#methods li")).ToContainTextAsync("Primary");
    }

    [ComponentFact(Component.Chromium)]
    public async Task The_last_method_is_deactivated_with_a_mailed_code_and_the_password_alone_logs_in()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddEmailAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Deactivate: e-mail") }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send me a code") }).ClickAsync();
        await window.Box("Code or backup code").FillAsync(await window.MailedCodeAsync());
        await window.Button("Deactivate").ClickAsync();

        await Window.SeesAsync(window.Page.GetByText("None yet"));
        await window.LogOutAsync();
        await window.LogInAsync();
        await Window.SeesAsync(window.Heading("Your second step"));
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task New_backup_codes_replace_the_old_ones()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        var old = await window.AddAppAsync();

        await window.Button("New backup codes: authenticator app").ClickAsync();
        await window.Box("Code or backup code").FillAsync(old[0]);
        await window.Button("Make new codes").ClickAsync();
        var fresh = await window.SaveBackupCodesAsync();

        Assert.Empty(fresh.Intersect(old));
        await window.LogOutAsync();
        await window.LogInAsync();
        await window.Button("Use a backup code").ClickAsync();
        await window.CompleteAsync(fresh[0], "Backup code");
    }

    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_wrong_code_changes_nothing_and_is_told_beside_the_field()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();

        await window.Button("Deactivate: authenticator app").ClickAsync();
        await window.Box("Code or backup code").FillAsync("AAAA-AAAA-AAAA-AAAA");
        await window.Button("Deactivate").ClickAsync();

        await window.SeesErrorAsync(window.Box("Code or backup code"), "Code invalid or expired.");
        await window.Button("Cancel").ClickAsync();
        await Expect(window.Page.Locator("#methods li")).ToHaveCountAsync(1);
    }

    // The server asks for a fresh proof five minutes after the last one; here the first answer plays that time.
    [ComponentFact(Component.Chromium, Component.Oathtool)]
    public async Task A_proof_that_is_too_old_is_renewed_by_a_code()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.AddAppAsync();
        var isFirst = true;
        await window.Page.RouteAsync("**/auth/email/activate", async route =>
        {
            if (isFirst)
            {
                isFirst = false;
                var body = """{"detail":"A fresh proof is required.","error_code":"fresh_proof_required"}""";
                await route.FulfillAsync(new() { Status = 403, ContentType = "application/json", Body = body });
                return;
            }

            await route.ContinueAsync();
        });

        await window.Button("Add e-mail").ClickAsync();
        await window.Button("Continue").ClickAsync();
        await Window.SeesAsync(window.Heading("Is it you?"));
        await window.Box("Code or backup code").FillAsync(await window.AppCodeAsync(stepsAhead: 1));
        await window.Dialog.Last.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await window.ConfirmAsync(await window.MailedCodeAsync());
        await Expect(window.Page.Locator("#methods li")).ToHaveCountAsync(2);
    }
}
