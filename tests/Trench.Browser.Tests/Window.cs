using System.Security.Cryptography;
using Microsoft.Playwright;
using Trench.Testing;
using static Microsoft.Playwright.Assertions;

namespace Trench.Browser.Tests;

/// <summary>A person at the page: sees what is visible, clicks, types.</summary>
internal sealed class Window : IAsyncDisposable
{
    public const string Password = "a long enough password";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly MailboxTab _mailbox;

    public Window(IBrowserContext context, IPage page)
    {
        _context = context;
        _mailbox = new MailboxTab(context);
        Page = page;
        page.PageError += (_, text) => _complaints.Add(text);
        page.Console += (_, message) =>
        {
            // A refused request is logged by the browser and shown by the page; anything else is a fault of the page.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public string Name { get; } = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10);

    public string Email => $"{Name}@example.com";

    public string Phone { get; } = "+4850" + Codes.Digits(7);

    /// <summary>The base32 key of the app that was enrolled last.</summary>
    public string Secret { get; private set; } = "";

    public ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    public ILocator Button(string text) => Page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    public ILocator Box(string label) => Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    public ILocator PasswordBox => Page.Locator("input[type=password]:visible");

    public ILocator Dialog => Page.Locator("dialog[open]");

    /// <summary>Registers a new person and waits for the list of methods.</summary>
    public async Task RegisterAsync(bool withEmail = true)
    {
        await Button("Create an account").ClickAsync();
        await Box("Username").FillAsync(Name);
        await PasswordBox.FillAsync(Password);
        await Box("E-mail (optional)").FillAsync(withEmail ? Email : "");
        await Button("Create account").ClickAsync();
        await SeesAsync(Heading("Your second step"));
    }

    /// <summary>The first step of the login.</summary>
    public async Task LogInAsync()
    {
        await Box("Username").FillAsync(Name);
        await PasswordBox.FillAsync(Password);
        await Button("Log in").ClickAsync();
    }

    public async Task LogOutAsync()
    {
        await Button("Log out").ClickAsync();
        await SeesAsync(Heading("Log in"));
    }

    /// <summary>Gives a code in the second step and waits for the list of methods.</summary>
    public async Task CompleteAsync(string code, string label = "Code")
    {
        await Box(label).FillAsync(code);
        await Button("Log in").ClickAsync();
        await SeesAsync(Heading("Your second step"));
    }

    /// <summary>Enrols an app with the key on screen; its backup codes.</summary>
    public async Task<string[]> AddAppAsync()
    {
        await Button("Add authenticator app").ClickAsync();
        await ReadSecretAsync();
        return await ConfirmAsync(await AppCodeAsync());
    }

    /// <summary>Types the key on screen into the app.</summary>
    public async Task ReadSecretAsync()
    {
        await SeesAsync(Box("Code"));
        Secret = (await Page.Locator("#enrol-secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Enrols e-mail with the code in the mailbox; its backup codes.</summary>
    public async Task<string[]> AddEmailAsync()
    {
        await Button("Add e-mail").ClickAsync();
        await Button("Continue").ClickAsync();
        await SeesAsync(Box("Code"));
        return await ConfirmAsync(await MailedCodeAsync());
    }

    /// <summary>Confirms an enrolment, reads the backup codes and says that they are saved.</summary>
    public async Task<string[]> ConfirmAsync(string code)
    {
        await Box("Code").FillAsync(code);
        await Button("Confirm").ClickAsync();
        return await SaveBackupCodesAsync();
    }

    public async Task<string[]> SaveBackupCodesAsync()
    {
        await SeesAsync(Heading("Backup codes"));
        var codes = await Page.Locator("#backup-codes-list code").AllInnerTextsAsync();
        await Button("I saved them").ClickAsync();
        await DoesNotSeeAsync(Dialog);
        return [.. codes];
    }

    /// <summary>What the app shows now or, as the server takes one step ahead, will show next.</summary>
    public Task<string> AppCodeAsync(int stepsAhead = 0) =>
        Oathtool.TotpAsync(Secret, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30 * stepsAhead));

    /// <summary>This person's next code, from the mailbox.</summary>
    public Task<string> MailedCodeAsync() => _mailbox.NextCodeAsync(Email);

    /// <summary>The code of the first message to this person's phone.</summary>
    public Task<string> TextedCodeAsync() => _mailbox.NextCodeAsync(Phone);

    public static Task SeesAsync(ILocator locator) => Expect(locator).ToBeVisibleAsync();

    public static Task DoesNotSeeAsync(ILocator locator) => Expect(locator).ToBeHiddenAsync();

    /// <summary>The error beside a field, in words.</summary>
    public async Task SeesErrorAsync(ILocator field, string text)
    {
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        var described = (await field.GetAttributeAsync("aria-describedby") ?? "").Split(' ');
        await Expect(Page.Locator("#" + described[^1])).ToHaveTextAsync(text);
    }

    /// <summary>Closes the window; fails the test when the page complained (a script error, a blocked resource).</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
