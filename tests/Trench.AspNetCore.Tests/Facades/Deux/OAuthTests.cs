using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>The password and refresh grants of OAuth 2.0.</summary>
public sealed class OAuthTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private DeuxPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync([.. DeuxApp.Shop, ("CLIENTS:kiosk:SECRET", "another secret of 24 ch"), ("CLIENTS:kiosk:SCOPES", "read")]);
        _anna = await DeuxPerson.EnrolledAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task D48_Without_a_second_factor_the_password_is_granted_a_pair()
    {
        var boris = DeuxPerson.New(_app);

        var answer = await boris.GrantAsync();

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(
            ["access_token", "expires_in", "refresh_token", "scope", "token_type"],
            answer.Body.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("Bearer", "read write", 300), (answer["token_type"], answer["scope"], answer.Body.GetProperty("expires_in").GetInt32()));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task D48_After_it_was_disabled_the_password_is_granted_a_pair()
    {
        (await _anna.DisableAsync()).MustBe(HttpStatusCode.NoContent);

        Assert.NotEmpty((await _anna.GrantAsync())["access_token"]);
    }

    [Fact]
    public async Task D47_Wrong_unknown_and_inactive_are_one_detail_and_an_invalid_grant()
    {
        var wrong = await _anna.GrantAsync("wrong");
        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });
        var inactive = await _anna.GrantAsync();

        wrong.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(
            """{"detail":"Unable to log in with provided credentials.","error":"invalid_grant","error_code":"wrong_credentials"}""", wrong.Text);
        Assert.Equal(wrong.Text, inactive.Text);
    }

    [Fact]
    public async Task D49_With_a_second_factor_a_code_is_asked_for_and_sent_once()
    {
        var before = _anna.Messages;

        var answer = await _anna.GrantAsync();

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal("""{"mfa_required":true,"mfa_type":"sms"}""", answer.Text);
        await _app.Messages.WaitAsync("+" + _anna.Phone, before + 1);
        Assert.Equal(before + 1, _anna.Messages);
    }

    [Fact]
    public async Task D50_The_code_is_granted_a_pair_and_is_not_repeated()
    {
        var code = await _anna.GrantAskedAsync();

        var answer = await _anna.GrantAsync(code: code);

        answer.MustBe(HttpStatusCode.OK);
        Assert.DoesNotContain(code + "\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mfa_code", answer.Text, StringComparison.Ordinal);
        (await _anna.GrantAsync(code: code)).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task D50_A_backup_code_is_granted_a_pair_once_and_is_not_repeated()
    {
        var backupCode = await _anna.BackupCodeAsync();

        var answer = await _anna.GrantAsync(backupCode: backupCode);

        answer.MustBe(HttpStatusCode.OK);
        Assert.DoesNotContain(backupCode, answer.Text, StringComparison.Ordinal);
        Assert.Equal("Please enter a valid backup code.", (await _anna.GrantAsync(backupCode: backupCode))["detail"]);
    }

    [Fact]
    public async Task D50_Wrong_codes_have_deux_details()
    {
        await _anna.GrantAskedAsync();

        var code = await _anna.GrantAsync(code: _anna.WrongCode);
        var backupCode = await _anna.GrantAsync(backupCode: "AAAABBBBCCCCDDDD");
        var both = await _anna.GrantAsync(code: "123456", backupCode: "AAAABBBBCCCCDDDD");

        Assert.Equal("""{"detail":"Please enter a valid code.","error":"invalid_grant","error_code":"code_wrong"}""", code.Text);
        Assert.Equal("""{"detail":"Please enter a valid backup code.","error":"invalid_grant","error_code":"code_wrong"}""", backupCode.Text);
        Assert.Equal(
            """{"detail":"Login does not take both a verification and backup code.","error":"invalid_request","error_code":"both_codes"}""",
            both.Text);
        Assert.All([code, backupCode, both], answer => answer.MustBe(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task D51_Every_encoding_is_taken_with_the_secret_in_the_body_and_by_either_verb()
    {
        var boris = DeuxPerson.New(_app);
        var members = new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "shop",
            ["client_secret"] = "s3cret+of the shop",
            ["username"] = boris.Name,
            ["password"] = DeuxPerson.Password,
        };
        Func<HttpContent>[] contents =
        [
            () => JsonContent.Create(members),
            () => new FormUrlEncodedContent(members),
            () =>
            {
                var form = new MultipartFormDataContent();
                foreach (var (name, value) in members)
                {
                    form.Add(new StringContent(value), name);
                }

                return form;
            },
        ];

        foreach (var content in contents)
        {
            (await boris.SendAsync(HttpMethod.Post, "/oauth2/token", content(), authorization: "")).MustBe(HttpStatusCode.OK);
            (await boris.SendAsync(HttpMethod.Put, "/oauth2/token/", content(), authorization: "")).MustBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("shop", "s3cret+of the shop")]
    [InlineData("shop", "s3cret%2Bof+the+shop")] // RFC 6749 section 2.3.1
    public async Task A_secret_is_taken_as_it_is_and_as_the_specification_encodes_it(string id, string secret)
    {
        var answer = await _anna.TokenAsync(DeuxPerson.Basic(id, secret), ("grant_type", "refresh_token"), ("refresh_token", "x"));

        Assert.Equal("invalid_grant", answer["error"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic c2hvcA==")]
    [InlineData("Basic c2hvcDp3cm9uZw==")]
    [InlineData("Basic bm9ib2R5OnMzY3JldA==")]
    [InlineData("Basic Og==")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Digest username=\"shop\"")]
    public async Task A_client_that_proves_nothing_is_401_with_a_challenge_of_its_scheme(string authorization)
    {
        var answer = await _anna.TokenAsync(authorization, ("grant_type", "password"), ("username", _anna.Name), ("password", DeuxPerson.Password));

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("invalid_client", answer["error"]);
        Assert.Equal("Basic realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    // Attack: guessing a client's secret.
    [Fact]
    public async Task Wrong_secrets_are_counted_by_address()
    {
        var answer = await _anna.TokenAsync(DeuxPerson.Basic("shop", "0"), ("grant_type", "password"));
        for (var guess = 1; guess < 40 && answer.Status == HttpStatusCode.Unauthorized; guess++)
        {
            answer = await _anna.TokenAsync(DeuxPerson.Basic("shop", $"{guess}"), ("grant_type", "password"));
        }

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.NotNull(answer.Header("Retry-After"));
        (await _anna.GrantAsync()).MustBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_client_named_twice_is_an_invalid_request()
    {
        var secrets = await _anna.TokenAsync(("grant_type", "password"), ("client_secret", "s3cret+of the shop"));
        var names = await _anna.TokenAsync(("grant_type", "password"), ("client_id", "kiosk"));

        secrets.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("invalid_request", secrets["error"]);
        names.MustBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("client_credentials", "unsupported_grant_type")]
    [InlineData("authorization_code", "unsupported_grant_type")]
    [InlineData("PASSWORD", "unsupported_grant_type")]
    [InlineData("password", "invalid_request")]
    [InlineData("refresh_token", "invalid_request")]
    public async Task A_request_that_lacks_something_says_what_in_the_words_of_the_specification(string grantType, string error)
    {
        var answer = await _anna.TokenAsync(("grant_type", grantType));

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(error, answer["error"]);
    }

    [Theory]
    [InlineData("""{"grant_type":"password","grant_type":"password"}""")]
    [InlineData("""{"grant_type":null}""")]
    [InlineData("""{"grant_type":["password"]}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_that_cannot_be_read_is_an_invalid_request(string json)
    {
        var answer = await _anna.SendAsync(HttpMethod.Post, "/oauth2/token/", HttpPerson.JsonText(json), DeuxPerson.Basic("shop", "s3cret+of the shop"));

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("invalid_request", answer["error"]);
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("write read", "write read")]
    [InlineData("read read", "read")]
    [InlineData("", "read write")]
    [InlineData("admin", null)]
    [InlineData("read admin", null)]
    [InlineData("read  write", null)]
    [InlineData("READ", null)]
    public async Task A_scope_is_granted_to_whom_may_have_it(string asked, string? granted)
    {
        var answer = await DeuxPerson.New(_app).GrantAsync(more: ("scope", asked));

        Assert.Equal(granted ?? "invalid_scope", answer[granted is null ? "error" : "scope"]);
    }

    [Fact]
    public async Task An_access_token_is_good_in_every_facade_and_says_client_and_scope()
    {
        var token = (await DeuxPerson.New(_app).GrantAsync(more: ("scope", "read")))["access_token"];

        (await _anna.SendAsync(HttpMethod.Get, "/", authorization: "Bearer " + token)).MustBe(HttpStatusCode.OK);
        var elsewhere = new HttpPerson(_app, _app.Users.Get(_anna.Id)) { Access = token };
        (await elsewhere.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.OK);
        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        Assert.Equal(("shop", "read"), (claims.GetProperty("client_id").GetString(), claims.GetProperty("scope").GetString()));
    }

    [Fact]
    public async Task A_refresh_token_is_exchanged_once_and_keeps_its_scope()
    {
        var first = await DeuxPerson.New(_app).GrantAsync(more: ("scope", "read"));

        var second = await RefreshAsync(first["refresh_token"]);
        var again = await RefreshAsync(first["refresh_token"]);

        second.MustBe(HttpStatusCode.OK);
        Assert.Equal("read", second["scope"]);
        again.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("invalid_grant", again["error"]);
        (await RefreshAsync(second["refresh_token"])).MustBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("read", HttpStatusCode.OK)]
    [InlineData("read write", HttpStatusCode.BadRequest)]
    public async Task A_refresh_asks_for_no_more_than_was_granted(string scope, HttpStatusCode status)
    {
        var granted = await DeuxPerson.New(_app).GrantAsync(more: ("scope", "read"));

        (await RefreshAsync(granted["refresh_token"], ("scope", scope))).MustBe(status);
    }

    // Attack: a refresh token taken from one client is used by another, or by none.
    [Fact]
    public async Task A_refresh_token_is_good_for_its_own_client_only()
    {
        var boris = DeuxPerson.New(_app);
        var refresh = (await boris.GrantAsync())["refresh_token"];

        var kiosk = await boris.TokenAsync(
            DeuxPerson.Basic("kiosk", "another secret of 24 ch"), ("grant_type", "refresh_token"), ("refresh_token", refresh));
        var trench = await new HttpPerson(_app, _app.Users.Get(boris.Id)).PostAsync("token/refresh", new { refresh });

        Assert.Equal("invalid_grant", kiosk["error"]);
        trench.MustBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(refresh)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_trench_refresh_token_is_no_clients()
    {
        var boris = DeuxPerson.New(_app);
        var same = new HttpPerson(_app, _app.Users.Get(boris.Id));
        same.Keep(await same.LoginAsync());

        Assert.Equal("invalid_grant", (await RefreshAsync(same.Refresh))["error"]);
        (await same.PostAsync("token/refresh", new { refresh = same.Refresh })).MustBe(HttpStatusCode.OK);
    }

    // Attack: a code that one client asked for is used by another, or at the login without client.
    [Fact]
    public async Task A_code_is_good_for_the_client_that_asked()
    {
        var code = await _anna.GrantAskedAsync();

        (await _anna.LoginAsync(code: code)).MustBe(HttpStatusCode.BadRequest);
        var kiosk = await _anna.TokenAsync(
            DeuxPerson.Basic("kiosk", "another secret of 24 ch"),
            ("grant_type", "password"), ("username", _anna.Name), ("password", DeuxPerson.Password), ("mfa_code", code));
        kiosk.MustBe(HttpStatusCode.BadRequest);
        (await _anna.GrantAsync(code: code)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_locked_a_code_is_429_with_an_error_of_the_specification()
    {
        await _anna.GrantAskedAsync();
        for (var count = 0; count < 5; count++)
        {
            await _anna.GrantAsync(code: _anna.WrongCode);
        }

        var answer = await _anna.GrantAsync(code: "123456");

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal(("temporarily_unavailable", "locked"), (answer["error"], answer["error_code"]));
        Assert.Equal("30", answer.Header("Retry-After"));
    }

    [Fact]
    public async Task With_opaque_tokens_alone_the_grant_is_one_token_without_a_refresh_token()
    {
        await using var app = await HttpApp.StartAsync(
            configure: trench => trench.AddDeux(DeuxApp.Section(DeuxApp.Shop)),
            map: app => app.MapGroup("/mfa").MapDeux(),
            issue: trench => trench.AddOpaqueTokens());

        var answer = await DeuxPerson.New(app).GrantAsync();

        Assert.StartsWith("trt_", answer["access_token"], StringComparison.Ordinal);
        Assert.False(answer.Body.TryGetProperty("refresh_token", out _));
        Assert.Equal(86_400, answer.Body.GetProperty("expires_in").GetInt32());
    }

    private Task<HttpAnswer> RefreshAsync(string refreshToken, params (string, string)[] more) =>
        _anna.TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. more]);
}
