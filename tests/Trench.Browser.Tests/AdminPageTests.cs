using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class AdminPageTests(DemoInBrowser demo)
{
    public const string Administrator = "root";

    // Asks a mailbox of nobody, as any client may; the id of the confirmation.
    private const string Ask = """
        async ({ email, action }) => {
          const offered = await (await fetch('/2factor/method-config/list/active')).json();
          const body = { method_config_id: offered.find(one => one.method === 'email').id, data: { email }, action };
          const asked = await fetch('/2factor/confirmation/request', {
            method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
          return (await asked.json()).id;
        }
        """;

    [ComponentFact(Component.Chromium)]
    public async Task An_administrator_finds_a_user_and_resets_all_methods_with_a_reason()
    {
        await using var anna = await demo.OpenAsync();
        await anna.RegisterAsync();
        await anna.AddEmailAsync();
        await using var window = await FindAsync(anna.Name);
        await Expect(window.Page.Locator("#enrolments li")).ToContainTextAsync("E-mail");

        await window.Button("Reset all methods").ClickAsync();
        await window.Button("Reset").ClickAsync();
        await window.SeesErrorAsync(window.Box("Reason"), "This field is required.");
        await window.Box("Reason").FillAsync("lost the mailbox");
        await window.Button("Reset").ClickAsync();

        await Window.SeesAsync(window.Page.GetByText("None: the password alone opens this account."));
        await Expect(window.Page.Locator("#events li").First).ToContainTextAsync("lost the mailbox");
        await anna.Page.ReloadAsync();
        await anna.LogInAsync();
        await Window.SeesAsync(anna.Page.GetByText("None yet"));
    }

    [ComponentFact(Component.Chromium)]
    public async Task One_method_is_removed_and_the_user_disabled_and_enabled()
    {
        await using var anna = await demo.OpenAsync();
        await anna.RegisterAsync();
        await anna.AddEmailAsync();
        await using var window = await FindAsync(anna.Name);

        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove: e-mail") }).ClickAsync();
        await window.Box("Reason").FillAsync("left the company");
        await window.Button("Remove").ClickAsync();
        await Expect(window.Page.Locator("#enrolments li")).ToHaveCountAsync(0);

        await window.Button("Disable").ClickAsync();
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Window.SeesAsync(window.Page.GetByText("Disabled.", new() { Exact = true }));
        await window.Button("Enable").ClickAsync();
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
        await Window.SeesAsync(window.Page.GetByText("May sign in.", new() { Exact = true }));
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_method_is_offered_with_words_of_its_own_and_becomes_the_only_default()
    {
        await using var window = await OpenAsync();
        var name = "Post " + window.Name;
        var words = window.Box("Message text (optional)");
        await window.Button("Offer a method").ClickAsync();
        await window.Dialog.GetByLabel("Method").SelectOptionAsync("email");
        await window.Box("Title (optional)").FillAsync(name);
        await words.FillAsync("no place for it");
        await window.Button("Save").ClickAsync();
        await Expect(words).ToHaveAttributeAsync("aria-invalid", "true");
        await words.FillAsync("The word is {code}");
        await window.Dialog.GetByLabel("The default one").CheckAsync();
        await window.Button("Save").ClickAsync();

        await Expect(Offered(window, name).Locator(".badge")).ToHaveTextAsync("Default");
        await Expect(window.Page.Locator("#method-configs .badge", new() { HasText = "Default" })).ToHaveCountAsync(1);
        await window.Button("Change: " + name).ClickAsync();
        await Expect(words).ToHaveValueAsync("The word is {code}");
        await window.Dialog.GetByLabel("The default one").UncheckAsync();
        await window.Dialog.GetByLabel("Offered to users").UncheckAsync();
        await window.Button("Save").ClickAsync();
        await Expect(Offered(window, name).Locator(".badge")).ToHaveTextAsync("Not offered");
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_confirmation_is_found_by_its_action_and_state_and_shows_nothing_that_answers_it()
    {
        await using var window = await OpenAsync();
        var id = await window.Page.EvaluateAsync<string>(Ask, new { email = window.Email, action = window.Name });
        await window.Box("Action (optional)").FillAsync(window.Name);
        await window.Page.GetByLabel("State").SelectOptionAsync("open");

        await window.Button("Search").ClickAsync();

        var line = window.Page.Locator("#confirmations li");
        await Expect(line).ToContainTextAsync(window.Name + ": open");
        await Expect(line).ToContainTextAsync("email, nobody yet, 0 wrong answers");
        Assert.DoesNotContain(id, await window.Page.ContentAsync(), StringComparison.Ordinal);
        await window.Page.GetByLabel("State").SelectOptionAsync("spent");
        await window.Button("Search").ClickAsync();
        await Window.SeesAsync(window.Page.GetByText("There is no such confirmation."));
    }

    [ComponentFact(Component.Chromium)]
    public async Task Anyone_else_is_told_that_the_account_is_no_administrator()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();

        await window.Page.GotoAsync("/admin.html");

        await Window.SeesAsync(window.Page.GetByText("This account is no administrator."));
    }

    [ComponentTheory(Component.Chromium)]
    [InlineData(320)]
    [InlineData(1200)]
    public async Task The_page_fits_its_window(int width)
    {
        await using var window = await OpenAsync(width);

        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private static ILocator Offered(Window window, string name) =>
        window.Page.Locator("#method-configs li").Filter(new() { HasText = name });

    private async Task<Window> FindAsync(string name)
    {
        var window = await OpenAsync();
        await window.Box("User name or id").FillAsync(name);
        await window.Button("Find").ClickAsync();
        await Window.SeesAsync(window.Heading(name));
        return window;
    }

    private async Task<Window> OpenAsync(int width = 1200)
    {
        var window = await demo.OpenAsync(width);
        await window.Page.GotoAsync("/admin.html");
        await window.Box("Username").FillAsync(Administrator);
        await window.PasswordBox.FillAsync(Window.Password);
        await window.Button("Log in").ClickAsync();
        await Window.SeesAsync(window.Heading("Events"));
        return window;
    }
}
