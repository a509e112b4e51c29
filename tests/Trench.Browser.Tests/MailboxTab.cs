using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Trench.Browser.Tests;

/// <summary>The demo's mailbox in another tab, read by one person.</summary>
internal sealed partial class MailboxTab(IBrowserContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private int _read;

    /// <summary>The code of the next mail to this address; reloads the page until it is there.</summary>
    public async Task<string> NextCodeAsync(string address)
    {
        var page = await context.NewPageAsync();
        var mails = page.Locator("article", new() { HasText = address }).Locator("pre", new() { HasTextRegex = DigitRun() });
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"No further mail to {address} came.");
            await page.GotoAsync("/dev/mailbox");
        }
        while (await mails.CountAsync() <= _read);

        _read++;
        var text = await mails.First.InnerTextAsync();
        await page.CloseAsync();
        return DigitRun().Match(text).Value;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex DigitRun();
}
