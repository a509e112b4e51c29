using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class CodeSenderTests
{
    private readonly List<(string UserId, string Code)> _sent = [];

    [Fact]
    public async Task The_applications_function_sends_the_code_and_the_user_signs_in_by_it()
    {
        await using var app = await CodeTokenApp.StartAsync(configure: options => options.SendCodesBy(Keep));
        var anna = CodeTokenPerson.New(app);

        var token = await anna.CodeTokenAsync();

        Assert.Equal(anna.Id, Assert.Single(_sent).UserId);
        (await anna.AuthAsync(token, _sent[0].Code)).MustBe(HttpStatusCode.OK);
        Assert.Empty(app.Messages.All);
    }

    // drf-jwt-2fa makes its token after it sent, and clients count down from what the token says.
    [Fact]
    public async Task J1_a_token_tells_its_whole_life_also_when_sending_took_some_of_it()
    {
        FakeClock? clock = null;
        await using var app = await CodeTokenApp.StartAsync(configure: options => options.SendCodesBy((_, _, _) =>
        {
            clock?.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        }));
        clock = app.Clock;

        var claims = CodeTokenPerson.ClaimsOf(await CodeTokenPerson.New(app).CodeTokenAsync());

        Assert.Equal(300, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task The_applications_class_sends_the_code()
    {
        await using var app = await CodeTokenApp.StartAsync(Setting("CODE_SENDER", typeof(RefusingSender).FullName));

        var answer = await CodeTokenPerson.New(app).GetCodeAsync();

        Assert.Equal("Verification code sending failed: Not on a Sunday", answer["detail"]);
    }

    [Fact]
    public async Task J14_an_exception_of_the_sender_is_an_unknown_error_and_logged_with_its_trace()
    {
        await using var app = await CodeTokenApp.StartAsync(
            configure: options => options.SendCodesBy((_, _, _) => throw new InvalidOperationException("boom at the loft")));

        var answer = await CodeTokenPerson.New(app).GetCodeAsync();

        answer.MustBe(HttpStatusCode.NotImplemented);
        Assert.Equal("Verification code sending failed: Unknown error", answer["detail"]);
        Assert.Matches(@"Error CODE_SENDER failed\.(.|\n)*boom at the loft(.|\n)*   at ", app.Log.Text);
    }

    [Fact]
    public async Task J15_the_senders_own_words_are_kept()
    {
        await using var app = await CodeTokenApp.StartAsync(
            configure: options => options.SendCodesBy((_, _, _) => throw new DeliveryRefusedException("No pigeon today")));

        var answer = await CodeTokenPerson.New(app).GetCodeAsync();

        answer.MustBe(HttpStatusCode.NotImplemented);
        Assert.Equal(
            ("Verification code sending failed: No pigeon today", "verification_code_sending_failed"), (answer["detail"], answer["code"]));
    }

    [Fact]
    public async Task J11_the_sender_the_subject_and_the_text_of_mails_are_settings()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>
        {
            ["EMAIL_SENDER_FROM_ADDRESS"] = "Door <door@example.test>",
            ["EMAIL_SENDER_SUBJECT_OVERRIDE"] = "Your code",
            ["EMAIL_SENDER_BODY_OVERRIDE"] = "Say {code} at the door.",
        });
        var anna = CodeTokenPerson.New(app);

        await anna.CodeTokenAsync();

        var message = app.Messages.Last(anna.Address);
        Assert.Equal(
            ("Door <door@example.test>", "Your code", $"Say {message.Code} at the door."), (message.Sender, message.Subject, message.Text));
    }

    [Fact]
    public async Task The_form_of_the_code_is_a_setting()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["CODE_LENGTH"] = "10", ["CODE_CHARACTERS"] = "abcdef" });
        var anna = CodeTokenPerson.New(app);

        var token = await anna.CodeTokenAsync();

        Assert.Matches("^[a-f]{10}$", anna.LastCode);
        (await anna.AuthAsync(token, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    private static Dictionary<string, string?> Setting(string key, string? value) => new() { [key] = value };

    private Task Keep(MfaUser user, string code, CancellationToken cancellationToken)
    {
        _sent.Add((user.Id, code));
        return Task.CompletedTask;
    }

    internal sealed class RefusingSender(InMemoryUsers users) : ICodeSender
    {
        public Task SendAsync(MfaUser user, string code, CancellationToken cancellationToken) =>
            throw new DeliveryRefusedException(users.Get(user.Id).IsActive ? "Not on a Sunday" : "");
    }
}
