using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests;

/// <summary>Messages are written in the user's language, else in that of the request, else in English.</summary>
public sealed class MessageLanguageTests
{
    private const string English = "Your verification code is: ";

    [Theory]
    [InlineData("pl", "de", "Kod weryfikacyjny: ", "pl")]
    [InlineData(null, "de", "Ihr Bestätigungscode lautet: ", "de")]
    [InlineData("", "de-AT", "Ihr Bestätigungscode lautet: ", "de-AT")]
    [InlineData("uk_UA", null, "Ваш код підтвердження: ", "uk-UA")]
    [InlineData("ja", "de", English, "ja")]
    [InlineData(null, null, English, null)]
    public async Task A_code_arrives_in_the_right_language(string? own, string? asked, string text, string? language)
    {
        var message = await ActivateAsync(own, asked);

        Assert.Equal(text + message.Code, message.Text);
        Assert.Equal(language, message.Language);
    }

    // A profile field is the user's own text: it may hold anything, of any length.
    [Theory]
    [InlineData("../../de")]
    [InlineData("de\r\nBcc: eve@example.com")]
    [InlineData(null)]
    public async Task A_language_that_is_no_tag_is_no_language(string? own)
    {
        var message = await ActivateAsync(own ?? new string('d', 8192), asked: null);

        Assert.Equal((English + message.Code, null), (message.Text, message.Language));
    }

    private static async Task<Message> ActivateAsync(string? own, string? asked)
    {
        await using var engine = await TestEngine.StartAsync();
        var user = engine.Users.Put(new TestUser("u1", "ann", "correct horse")
        {
            Language = own,
            Fields = new Dictionary<string, string> { ["Email"] = "ann@example.test" },
        });
        var view = await engine.Users.FindAsync(user.Id, CancellationToken.None);
        var actor = new Actor(view!, null, new Caller("trench") { Language = asked });
        var request = new ActivateRequest(new EnrolmentChoice("pigeon", null), null, null, new Dictionary<string, string>());
        await engine.InScopeAsync(services =>
            services.GetRequiredService<ActivationFlow>().ActivateAsync(actor, request, CancellationToken.None));
        return engine.Messages.Last("ann@example.test");
    }
}
