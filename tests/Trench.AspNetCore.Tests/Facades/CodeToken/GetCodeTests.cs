using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class GetCodeTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private CodeTokenPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await CodeTokenApp.StartAsync();
        _anna = CodeTokenPerson.New(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task J1_the_code_token_says_whom_it_asks_and_holds_nothing_of_the_code()
    {
        var answer = await _anna.GetCodeAsync();
        var claims = CodeTokenPerson.ClaimsOf(answer["token"]);

        Assert.Single(answer.Body.EnumerateObject());
        Assert.Equal(
            ["aud", "exp", "iat", "iss", "jti", "ticket", "typ", "uid"], claims.EnumerateObject().Select(claim => claim.Name).Order());
        Assert.Equal((_anna.Id, "code-sender"), (claims.GetProperty("uid").GetString(), claims.GetProperty("typ").GetString()));
        Assert.Equal(22, claims.GetProperty("jti").GetString()!.Length);
        Assert.Equal(300, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.DoesNotContain(_anna.LastCode, claims.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task J2_without_a_user_name_it_is_400()
    {
        var answer = await _anna.PostAsync("get-code", new { password = "x" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("username"));
    }

    [Fact]
    public async Task J3_a_wrong_password_is_401()
    {
        var answer = await _anna.GetCodeAsync("wrong");

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Incorrect authentication credentials.", answer["detail"]);
        Assert.Equal(("authentication_failed", "wrong_credentials"), (answer["code"], answer["error_code"]));
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    // The original lets some backends answer 403 here, which tells a stranger that the password was right.
    [Fact]
    public async Task J4_an_inactive_user_is_answered_as_a_wrong_password()
    {
        var wrong = await _anna.GetCodeAsync("wrong");
        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });

        var answer = await _anna.GetCodeAsync();

        Assert.Equal((wrong.Status, wrong.Text), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task J9_the_mail_goes_to_the_user_with_the_code_in_subject_and_text()
    {
        await _anna.CodeTokenAsync();

        var message = _app.Messages.Last(_anna.Address);
        Assert.Matches("^[0-9]{7}$", message.Code);
        Assert.Equal($"{message.Code}: Your verification code", message.Subject);
        Assert.Equal($"{message.Code} is the verification code needed for the login.", message.Text);
        Assert.Null(message.Sender);
    }

    [Fact]
    public async Task J12_without_an_address_it_is_501_and_nothing_is_sent()
    {
        _app.Users.Put(_app.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        MustNotBeSent(await _anna.GetCodeAsync(), "No e-mail address known");

        Assert.Empty(_app.Messages.All);
    }

    [Fact]
    public async Task J13_a_mail_that_is_not_sent_is_501()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("refused"));

        MustNotBeSent(await _anna.GetCodeAsync(), "Unable to send e-mail");
    }

    [Fact]
    public async Task A_failed_send_takes_no_place_among_the_active_tokens()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("refused"));
        for (var count = 0; count < 4; count++)
        {
            (await _anna.GetCodeAsync()).MustBe(HttpStatusCode.NotImplemented);
        }
    }

    [Fact]
    public async Task The_path_of_the_first_document_is_there_too_and_so_is_a_trailing_slash()
    {
        var body = new { username = _anna.AtTrench.Name, password = HttpPerson.Password };

        (await _anna.PostAsync("get-code-token", body)).MustBe(HttpStatusCode.OK);
        (await _anna.PostAsync("get-code/", body)).MustBe(HttpStatusCode.OK);
        (await _anna.PostAsync("get-auth-token/", new { code_token = "x", code = "1234567" })).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task J38_a_user_of_the_app_is_asked_by_it_and_gets_no_mail()
    {
        await _anna.SignInAsync();
        await _anna.EnrolAppAsync();
        var sent = _app.Messages.All.Count;

        var claims = CodeTokenPerson.ClaimsOf(await _anna.CodeTokenAsync());

        Assert.Equal("totp", claims.GetProperty("typ").GetString());
        Assert.Equal(sent, _app.Messages.All.Count);
    }

    [Fact]
    public async Task A_user_with_methods_of_other_kinds_only_is_403()
    {
        await _anna.SignInAsync();
        _anna.AtTrench.Access = _anna.Bearer;
        await _anna.AtTrench.EnrolTokenAsync();

        var answer = await _anna.GetCodeAsync();

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("Two-factor authentication is not configured for this account.", answer["detail"]);
        Assert.Equal("2fa_not_configured", answer["code"]);
    }

    [Fact]
    public async Task A_locked_account_gets_its_token_and_no_message()
    {
        var token = await _anna.CodeTokenAsync();
        for (var count = 0; count < 5; count++)
        {
            await _anna.MissAsync(token);
        }

        var sent = _app.Messages.All.Count;
        var answer = await _anna.GetCodeAsync();

        answer.MustBe(HttpStatusCode.OK);
        Assert.True(answer.Body.GetProperty("retry_after").GetInt32() > 0);
        Assert.Equal(sent, _app.Messages.All.Count);
    }

    private static void MustNotBeSent(HttpAnswer answer, string why)
    {
        answer.MustBe(HttpStatusCode.NotImplemented);
        Assert.Equal("Verification code sending failed: " + why, answer["detail"]);
        Assert.Equal("verification_code_sending_failed", answer["code"]);
    }
}
