namespace Trench.Demo.Tests;

public sealed class MailboxTests
{
    [Fact]
    public async Task The_mailbox_lists_mails_newest_first()
    {
        await using var node = await LoneNode.CreateAsync();
        var first = await Person.RegisterAsync(node.Host);
        var second = await Person.RegisterAsync(node.Host);
        await first.AddEmailAsync();
        (await second.PostAsync("/auth/email/activate", new { })).Has(200);

        var mails = (await node.Api.GetAsync("/dev/mailbox?format=json")).Has(200).Body!.AsArray();

        Assert.Equal(second.Email, mails[0]!["to"]!.GetValue<string>());
        Assert.Equal(first.Email, mails[^1]!["to"]!.GetValue<string>());
        Assert.All(mails, mail => Assert.Equal(["to", "subject", "text", "html", "at"], mail!.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public async Task The_page_is_there_for_who_only_asks_whether_it_is()
    {
        await using var node = await LoneNode.CreateAsync();

        (await node.Api.SendAsync(HttpMethod.Head, "/dev/mailbox", null)).Has(200);
    }
}
