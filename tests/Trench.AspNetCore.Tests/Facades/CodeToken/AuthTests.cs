using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class AuthTests : IAsyncLifetime
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
    public async Task J5_J16_the_right_code_gives_a_pair_with_the_users_claims()
    {
        var answer = await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.LastCode);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(["access", "refresh"], answer.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(_anna.Id, CodeTokenPerson.ClaimsOf(answer["access"]).GetProperty("user_id").GetString());
    }

    [Fact]
    public async Task White_space_around_the_code_is_trimmed() =>
        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), $" {_anna.LastCode}\t")).MustBe(HttpStatusCode.OK);

    [Fact]
    public async Task J6_J20_a_wrong_code_is_401()
    {
        var answer = await _anna.AuthAsync(await _anna.CodeTokenAsync(), CodeTokenPerson.WrongFor(_anna.LastCode));

        MustBeWrong(answer);
        Assert.Equal("code_wrong", answer["error_code"]);
    }

    [Fact]
    public async Task J7_a_removed_user_is_401()
    {
        var token = await _anna.CodeTokenAsync();
        _app.Users.Remove(_anna.Id);

        MustBeWrong(await _anna.AuthAsync(token, _anna.LastCode));
    }

    [Fact]
    public async Task J17_a_second_use_is_401_and_says_so()
    {
        var token = await _anna.CodeTokenAsync();
        (await _anna.AuthAsync(token, _anna.LastCode)).MustBe(HttpStatusCode.OK);

        var answer = await _anna.AuthAsync(token, _anna.LastCode);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("token_already_used", answer["code"]);
        Assert.StartsWith("This code token has already been used.", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task J19_another_payload_under_the_same_signature_is_401()
    {
        var parts = (await _anna.CodeTokenAsync()).Split('.');
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])).Replace(_anna.Id, "other", StringComparison.Ordinal);

        MustBeWrong(await _anna.AuthAsync($"{parts[0]}.{Encoded(payload)}.{parts[2]}", _anna.LastCode));
    }

    [Fact]
    public async Task J21_an_expired_token_is_403()
    {
        var token = await _anna.CodeTokenAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await _anna.AuthAsync(token, _anna.LastCode);

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(("Token has expired", "permission_denied"), (answer["detail"], answer["code"]));
    }

    [Fact]
    public async Task J32_answers_to_one_token_keep_a_pause_of_two_seconds()
    {
        var token = await _anna.CodeTokenAsync();
        (await _anna.AuthAsync(token, Wrong())).MustBe(HttpStatusCode.Unauthorized);

        _app.Clock.Advance(TimeSpan.FromSeconds(0.5));
        var early = await _anna.AuthAsync(token, _anna.LastCode);
        early.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal("Request was throttled. Expected available in 2 seconds.", early["detail"]);
        Assert.Equal(("throttled", "2"), (early["code"], early.Header("Retry-After")));

        _app.Clock.Advance(TimeSpan.FromSeconds(1.75));
        (await _anna.AuthAsync(token, Wrong())).MustBe(HttpStatusCode.Unauthorized);
        _app.Clock.Advance(TimeSpan.FromSeconds(0.75));
        (await _anna.AuthAsync(token, Wrong())).MustBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task J34_the_pause_is_that_of_one_token()
    {
        var first = await _anna.CodeTokenAsync();
        var code = _anna.LastCode;
        var second = await _anna.CodeTokenAsync();

        (await _anna.AuthAsync(first, CodeTokenPerson.WrongFor(code))).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.AuthAsync(second, _anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J33_a_request_without_token_or_code_is_400_and_begins_no_pause()
    {
        var token = await _anna.CodeTokenAsync();

        Assert.Equal("This field is required.", (await _anna.PostAsync("auth", new { code = "1234567" })).FaultOf("code_token"));
        Assert.Equal("This field may not be blank.", (await _anna.AuthAsync(" ", "1234567")).FaultOf("code_token"));
        Assert.Equal("This field is required.", (await _anna.PostAsync("auth", new { code_token = token })).FaultOf("code"));
        Assert.Equal("Enter a valid value.", (await _anna.AuthAsync(token, "12345678901234")).FaultOf("code"));
        (await _anna.AuthAsync(token, _anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    // A token of another algorithm was a 500 in the original, or worse.
    [Theory]
    [InlineData("none")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    [InlineData("")]
    public async Task A_token_of_another_algorithm_is_401(string algorithm)
    {
        var parts = (await _anna.CodeTokenAsync()).Split('.');
        var header = Encoded($$"""{"alg":"{{algorithm}}","typ":"code-token+jwt"}""");

        MustBeWrong(await _anna.AuthAsync($"{header}.{parts[1]}.{parts[2]}", _anna.LastCode));
        MustBeWrong(await _anna.AuthAsync($"{header}.{parts[1]}.", _anna.LastCode));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("e30.e30.e30")]
    [InlineData("..")]
    [InlineData("trm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_code_token_is_401(string token) => MustBeWrong(await _anna.AuthAsync(token, "1234567"));

    [Fact]
    public async Task A_token_that_is_no_text_is_400()
    {
        var answer = await _anna.SendAsync(HttpMethod.Post, "auth", HttpPerson.JsonText("""{"code_token": 5, "code": "1234567"}"""));

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Not a valid string.", answer.FaultOf("code_token"));
    }

    // Tokens of the other kinds are signed with the same master key behind them.
    [Fact]
    public async Task Access_tokens_and_tickets_of_another_facade_are_no_code_tokens()
    {
        await _anna.SignInAsync();
        MustBeWrong(await _anna.AuthAsync(_anna.Bearer!, "1234567"));

        var (berta, _) = await HttpPerson.EnrolledAsync(_app);
        var ticket = await berta.TicketAsync();
        MustBeWrong(await _anna.AuthAsync(ticket, "1234567"));
    }

    [Fact]
    public async Task A_code_token_is_no_access_token_and_its_ticket_no_ephemeral_token()
    {
        var token = await _anna.CodeTokenAsync();
        _anna.Bearer = token;
        (await _anna.PostAsync("totp/setup")).MustBe(HttpStatusCode.Unauthorized);

        var ticket = CodeTokenPerson.ClaimsOf(token).GetProperty("ticket").GetString()!;
        (await _anna.AtTrench.AnswerAsync(ticket, "123456")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_new_password_kills_the_code_token()
    {
        var token = await _anna.CodeTokenAsync();
        _app.Users.Put(_app.Users.Get(_anna.Id) with { Stamp = "stamp-2" });

        MustBeWrong(await _anna.AuthAsync(token, _anna.LastCode));
    }

    [Fact]
    public async Task A_code_of_another_users_token_is_wrong()
    {
        var berta = CodeTokenPerson.New(_app);
        await berta.CodeTokenAsync();

        var answer = await _anna.AuthAsync(await _anna.CodeTokenAsync(), Different(berta.LastCode));

        MustBeWrong(answer);
    }

    [Fact]
    public async Task A_backup_code_answers_too_and_says_how_many_are_left()
    {
        var (berta, codes) = await HttpPerson.EnrolledAsync(_app, "email");
        var token = await new CodeTokenPerson(_app, berta).CodeTokenAsync();

        var answer = await new CodeTokenPerson(_app, berta).AuthAsync(token, codes[0]);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(9, answer.Body.GetProperty("backup_codes_left").GetInt32());
    }

    [Fact]
    public async Task Tokens_are_refreshed_and_verified()
    {
        var pair = await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.LastCode);

        (await _anna.PostAsync("verify", new { token = pair["access"] })).MustBe(HttpStatusCode.OK);
        var refreshed = await _anna.PostAsync("refresh", new { refresh = pair["refresh"] });
        Assert.Equal(["access", "refresh"], refreshed.Body.EnumerateObject().Select(member => member.Name));
        var again = await _anna.PostAsync("refresh/", new { refresh = pair["refresh"] });
        again.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(("Token is invalid or expired", "token_not_valid"), (again["detail"], again["code"]));
    }

    [Fact]
    public async Task J8_an_issuer_of_one_token_answers_it_under_the_other_key()
    {
        await using var app = await CodeTokenApp.StartAsync(issue: trench => trench.AddOpaqueTokens());
        var berta = CodeTokenPerson.New(app);

        var answer = await berta.AuthAsync(await berta.CodeTokenAsync(), berta.LastCode);

        Assert.Equal(["token"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task J36_the_login_is_told_once()
    {
        var handler = new CountingHandler();
        await using var app = await CodeTokenApp.StartAsync(add: trench => trench.Services.AddSingleton<IMfaEventHandler>(handler));
        var berta = CodeTokenPerson.New(app);

        await berta.SignInAsync();

        Assert.Equal([(berta.Id, "code-token")], handler.Logins);
    }

    private static void MustBeWrong(HttpAnswer answer)
    {
        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(("Incorrect authentication credentials.", "authentication_failed"), (answer["detail"], answer["code"]));
    }

    private static string Encoded(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private string Wrong() => CodeTokenPerson.WrongFor(_anna.LastCode);

    // Two codes in a million are alike by chance.
    private string Different(string code) => code == _anna.LastCode ? CodeTokenPerson.WrongFor(code) : code;

    private sealed class CountingHandler : IMfaEventHandler
    {
        public List<(string?, string?)> Logins { get; } = [];

        public Task HandleAsync(MfaEvent happened, CancellationToken cancellationToken)
        {
            if (happened.Name == EventNames.LoginCompleted)
            {
                Logins.Add((happened.UserId, happened.Facade));
            }

            return Task.CompletedTask;
        }
    }
}
