using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class CodeTokenLimitTests
{
    // The account's own limits hold whatever a token allows; these tests are about the tokens.
    private static readonly Dictionary<string, string?> NoAccountLimits = new()
    {
        ["LIMITS:LOCK_AFTER"] = "",
        ["LIMITS:ACCOUNT_PER_DAY"] = "",
        ["LIMITS:ACCOUNT_PER_30_DAYS"] = "",
        ["LIMITS:SENDS_PER_TARGET"] = "",
    };

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task J22_after_so_many_failures_the_right_code_is_403(int most)
    {
        await using var app = await StartAsync(("MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN", $"{most}"));
        var anna = CodeTokenPerson.New(app);
        var token = await anna.CodeTokenAsync();
        for (var count = 0; count < most; count++)
        {
            (await anna.MissAsync(token)).MustBe(HttpStatusCode.Unauthorized);
        }

        var answer = await anna.AuthAsync(token, anna.LastCode);

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(("Too many failed authentication attempts.", "too_many_auth_attempts"), (answer["detail"], answer["code"]));
    }

    [Fact]
    public async Task J23_one_failure_fewer_leaves_the_right_code_right()
    {
        await using var app = await StartAsync(("MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN", "3"));
        var anna = CodeTokenPerson.New(app);
        var token = await anna.CodeTokenAsync();
        await anna.MissAsync(token);
        await anna.MissAsync(token);

        (await anna.AuthAsync(token, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J29_without_a_limit_of_attempts_twenty_failures_do_no_harm()
    {
        await using var app = await StartAsync(("MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN", ""));
        var anna = CodeTokenPerson.New(app);
        var token = await anna.CodeTokenAsync();
        for (var count = 0; count < 20; count++)
        {
            (await anna.MissAsync(token)).MustBe(HttpStatusCode.Unauthorized);
        }

        (await anna.AuthAsync(token, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_accounts_own_lock_holds_over_all_tokens()
    {
        await using var app = await CodeTokenApp.StartAsync();
        var anna = CodeTokenPerson.New(app);
        var first = await anna.CodeTokenAsync();
        var second = await anna.CodeTokenAsync();
        for (var count = 0; count < 5; count++)
        {
            await anna.MissAsync(first);
        }

        var answer = await anna.AuthAsync(second, anna.LastCode);

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal(("throttled", "locked"), (answer["code"], answer["error_code"]));
        Assert.NotNull(answer.Header("Retry-After"));
    }

    [Fact]
    public async Task J24_J25_one_more_active_token_than_allowed_is_429_until_one_expires()
    {
        await using var app = await StartAsync(("MAX_ACTIVE_CODE_TOKENS_PER_USER", "2"));
        var anna = CodeTokenPerson.New(app);
        await anna.CodeTokenAsync();
        await anna.CodeTokenAsync();

        var answer = await anna.GetCodeAsync();

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal(
            ("Too many active code tokens. Please wait for existing ones to expire.", "too_many_code_tokens", "300"),
            (answer["detail"], answer["code"], answer.Header("Retry-After")));
        (await anna.GetCodeAsync("wrong")).MustBe(HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await anna.GetCodeAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J24_the_wait_is_until_the_oldest_token_ends()
    {
        await using var app = await StartAsync(("MAX_ACTIVE_CODE_TOKENS_PER_USER", "2"));
        var anna = CodeTokenPerson.New(app);
        await anna.CodeTokenAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(100));
        await anna.CodeTokenAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal("100", (await anna.GetCodeAsync()).Header("Retry-After"));
        app.Clock.Advance(TimeSpan.FromSeconds(100));
        (await anna.GetCodeAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_used_token_makes_room_for_another()
    {
        await using var app = await StartAsync(("MAX_ACTIVE_CODE_TOKENS_PER_USER", "1"));
        var anna = CodeTokenPerson.New(app);

        await anna.SignInAsync();

        (await anna.GetCodeAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J26_active_tokens_are_counted_by_user()
    {
        await using var app = await StartAsync(("MAX_ACTIVE_CODE_TOKENS_PER_USER", "1"));
        await CodeTokenPerson.New(app).CodeTokenAsync();

        (await CodeTokenPerson.New(app).GetCodeAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J28_without_a_limit_a_user_has_any_number_of_tokens()
    {
        await using var app = await StartAsync(("MAX_ACTIVE_CODE_TOKENS_PER_USER", ""));
        var anna = CodeTokenPerson.New(app);
        for (var count = 0; count < 10; count++)
        {
            await anna.CodeTokenAsync();
        }
    }

    [Fact]
    public async Task J31_requests_of_an_address_are_counted_whatever_they_are_answered_and_blocked_ones_are_not()
    {
        await using var app = await StartAsync(("CODE_TOKEN_THROTTLE_RATE", "3/10s"));
        var anna = CodeTokenPerson.New(app);
        (await anna.PostAsync("get-code")).MustBe(HttpStatusCode.BadRequest);
        (await anna.GetCodeAsync("wrong")).MustBe(HttpStatusCode.Unauthorized);
        (await anna.SendAsync(HttpMethod.Get, "get-code")).MustBe(HttpStatusCode.MethodNotAllowed);

        app.Clock.Advance(TimeSpan.FromSeconds(4));
        var blocked = await anna.GetCodeAsync();

        blocked.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal(
            ("Request was throttled. Expected available in 6 seconds.", "throttled", "6"),
            (blocked["detail"], blocked["code"], blocked.Header("Retry-After")));
        (await anna.SendAsync(HttpMethod.Get, "get-code")).MustBe(HttpStatusCode.TooManyRequests);
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        (await anna.GetCodeAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J31_twelve_requests_in_three_hours_are_allowed_by_default()
    {
        await using var app = await StartAsync(("CODE_TOKEN_THROTTLE_RATE", "12/3h"));
        var anna = CodeTokenPerson.New(app);
        for (var count = 0; count < 12; count++)
        {
            (await anna.PostAsync("get-code-token")).MustBe(HttpStatusCode.BadRequest);
        }

        Assert.Equal("Request was throttled. Expected available in 10800 seconds.", (await anna.GetCodeAsync())["detail"]);
    }

    [Fact]
    public async Task Other_routes_are_not_limited_by_address()
    {
        await using var app = await StartAsync(("CODE_TOKEN_THROTTLE_RATE", "1/h"));
        var anna = CodeTokenPerson.New(app);
        await anna.PostAsync("get-code");

        (await anna.AuthAsync("x", "1234567")).MustBe(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpApp> StartAsync(params (string Key, string Value)[] settings) =>
        CodeTokenApp.StartAsync(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value), trench: NoAccountLimits);
}
