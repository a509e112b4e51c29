using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class RegisterPageTests(DemoInBrowser demo)
{
    [ComponentFact(Component.Chromium)]
    public async Task Each_fault_of_a_registration_stands_beside_its_field()
    {
        await using var window = await demo.OpenAsync();
        await window.Button("Create an account").ClickAsync();
        await window.PasswordBox.FillAsync("short");
        await window.Box("E-mail (optional)").FillAsync("no address");

        await window.Button("Create account").ClickAsync();

        await window.SeesErrorAsync(window.Box("Username"), "This field may not be blank.");
        await window.SeesErrorAsync(window.PasswordBox, "Ensure this field has at least 8 characters.");
        await window.SeesErrorAsync(window.Box("E-mail (optional)"), "Enter a valid e-mail address.");
        await Expect(window.Box("Username")).ToBeFocusedAsync();
    }

    [ComponentFact(Component.Chromium)]
    public async Task A_taken_name_is_told_beside_its_field()
    {
        await using var window = await demo.OpenAsync();
        await window.RegisterAsync();
        await window.LogOutAsync();
        await window.Button("Create an account").ClickAsync();
        await window.Box("Username").FillAsync(window.Name);
        await window.PasswordBox.FillAsync(Window.Password);

        await window.Button("Create account").ClickAsync();

        await window.SeesErrorAsync(window.Box("Username"), "A user with that username already exists.");
    }
}
