using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class SignInRefusalTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        (_anna, _) = await HttpPerson.EnrolledAsync(_app);
        _anna.Access = null;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Unknown_wrong_and_inactive_are_answered_alike()
    {
        var wrong = await _anna.LoginAsync("wrong");
        var unknown = await new HttpPerson(_app, new TestUser("x", "nobody", "")).LoginAsync();
        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });
        var inactive = await _anna.LoginAsync();

        wrong.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("""{"error":"Unable to login with provided credentials.","error_code":"wrong_credentials"}""", wrong.Text);
        Assert.Equal(wrong.Text, unknown.Text);
        Assert.Equal(wrong.Text, inactive.Text);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_from_an_address_are_429()
    {
        var answer = await _anna.LoginAsync("wrong");
        for (var count = 0; count < 40 && answer.Status == HttpStatusCode.BadRequest; count++)
        {
            answer = await _anna.LoginAsync("wrong");
        }

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal("address_throttled", answer["error_code"]);
        Assert.True(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task A_wrong_code_is_401_under_error()
    {
        var answer = await _anna.AnswerAsync(await _anna.TicketAsync(), Wrong(_anna.LastCode));

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("""{"error":"Invalid or expired code.","error_code":"code_wrong"}""", answer.Text);
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_code_of_no_methods_shape_is_400_and_free()
    {
        var ticket = await _anna.TicketAsync();
        for (var count = 0; count < 10; count++)
        {
            var answer = await _anna.AnswerAsync(ticket, "12345");
            answer.MustBe(HttpStatusCode.BadRequest);
            Assert.Equal("Code invalid or expired.", answer.FaultOf("code"));
        }

        (await _anna.AnswerAsync(ticket, _anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_ticket_of_any_shape_that_is_not_alive_is_401()
    {
        var used = await _anna.TicketAsync();
        (await _anna.AnswerAsync(used, _anna.LastCode)).MustBe(HttpStatusCode.OK);
        string[] dead = [used, used + "=", used[..^1], "1-abc-def", "....", new string('A', 9000), "trm_" + Codes.Token(32)];

        foreach (var ticket in dead)
        {
            var answer = await _anna.AnswerAsync(ticket, "123456");
            answer.MustBe(HttpStatusCode.Unauthorized);
            Assert.Equal("Invalid or expired token.", answer["error"]);
        }
    }

    [Fact]
    public async Task An_expired_ticket_is_401()
    {
        var ticket = await _anna.TicketAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        var answer = await _anna.AnswerAsync(ticket, _anna.LastCode);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("ticket_expired", answer["error_code"]);
    }

    [Fact]
    public async Task A_locked_account_is_429_for_right_and_wrong_alike()
    {
        var ticket = await _anna.TicketAsync();
        var right = _anna.LastCode;
        for (var count = 0; count < 5; count++)
        {
            (await _anna.AnswerAsync(ticket, Wrong(right))).MustBe(HttpStatusCode.Unauthorized);
        }

        var next = await _anna.LoginAsync();
        var wrongly = await _anna.AnswerAsync(next["ephemeral_token"], Wrong(right));
        var rightly = await _anna.AnswerAsync(next["ephemeral_token"], right);

        Assert.Equal(30, next.Body.GetProperty("retry_after").GetInt32());
        wrongly.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal("locked", wrongly["error_code"]);
        Assert.Equal("30", wrongly.Header("Retry-After"));
        Assert.Equal(wrongly.Text, rightly.Text);
    }

    private static string Wrong(string code) => code == "000000" ? "111111" : "000000";
}
