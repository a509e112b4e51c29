using System.Net;

namespace Trench.AspNetCore.Tests;

/// <summary>Name, password and code in one request.</summary>
public sealed class DeuxLoginTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private DeuxPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync();
        _anna = await DeuxPerson.EnrolledAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task D38_Without_a_second_factor_the_password_signs_in_and_a_wrong_one_does_not()
    {
        var boris = DeuxPerson.New(_app);

        var right = await boris.LoginAsync();
        var wrong = await boris.LoginAsync("wrong");

        right.MustBe(HttpStatusCode.OK);
        Assert.Equal(["token"], right.Body.EnumerateObject().Select(member => member.Name));
        wrong.MustBe(HttpStatusCode.BadRequest); // D46
        Assert.Equal(
            """{"non_field_errors":["Unable to log in with provided credentials."],"error_code":"wrong_credentials"}""", wrong.Text);
    }

    [Fact]
    public async Task D39_D42_After_it_was_disabled_the_password_signs_in_again_whatever_code_comes_along()
    {
        (await _anna.DisableAsync()).MustBe(HttpStatusCode.NoContent);

        (await _anna.LoginAsync()).MustBe(HttpStatusCode.OK);
        (await _anna.LoginAsync(code: "123456")).MustBe(HttpStatusCode.OK);
        (await _anna.LoginAsync("wrong")).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task D43_D45_The_right_password_is_asked_for_a_code_which_is_sent_once()
    {
        var before = _anna.Messages;

        var answer = await _anna.LoginAsync();

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal("""{"mfa_required":true,"mfa_type":"sms"}""", answer.Text);
        await _app.Messages.WaitAsync("+" + _anna.Phone, before + 1);
        Assert.Equal(before + 1, _anna.Messages);
    }

    [Fact]
    public async Task D43_The_wrong_password_is_asked_for_nothing()
    {
        var before = _app.Messages.All.Count;

        (await _anna.LoginAsync("wrong")).MustBe(HttpStatusCode.BadRequest);

        Assert.Equal(before, _app.Messages.All.Count);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task D41_D46_The_right_code_signs_in_by_either_verb(string verb)
    {
        var members = new[]
        {
            KeyValuePair.Create("username", _anna.Name), KeyValuePair.Create("password", DeuxPerson.Password),
            KeyValuePair.Create("mfa_code", await _anna.AskedAsync()),
        };

        var answer = await _anna.SendAsync(new HttpMethod(verb), "/authtoken/login", new FormUrlEncodedContent(members), authorization: "");

        _anna.Keep(answer);
        (await _anna.StatusAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task D41_A_wrong_code_is_refused()
    {
        await _anna.AskedAsync();

        var answer = await _anna.LoginAsync(code: _anna.WrongCode);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("""{"non_field_errors":["Please enter a valid code."],"error_code":"code_wrong"}""", answer.Text);
    }

    [Fact]
    public async Task D40_Both_codes_at_once_are_refused_and_cost_nothing()
    {
        var code = await _anna.AskedAsync();
        for (var count = 0; count < 40; count++)
        {
            var answer = await _anna.LoginAsync("wrong", _anna.WrongCode, "AAAABBBBCCCCDDDD");
            answer.MustBe(HttpStatusCode.BadRequest);
            Assert.Equal("Login does not take both a verification and backup code.", answer.FaultOf("non_field_errors"));
        }

        (await _anna.LoginAsync(code: code)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task D25_D42_A_backup_code_signs_in_once_and_the_second_factor_stays_on()
    {
        var backupCode = await _anna.BackupCodeAsync();

        var right = await _anna.LoginAsync(backupCode: backupCode);
        var again = await _anna.LoginAsync(backupCode: backupCode);

        right.MustBe(HttpStatusCode.OK);
        Assert.Equal(0, right.Body.GetProperty("backup_codes_left").GetInt32());
        again.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Please enter a valid backup code.", again.FaultOf("non_field_errors"));
        Assert.Equal("sms", (await _anna.LoginAsync())["mfa_type"]);
    }

    [Fact]
    public async Task D25_D42_A_backup_code_disables_everything_where_that_was_chosen()
    {
        await using var app = await DeuxApp.StartAsync(("BACKUP_CODE_DISABLES_MFA", "true"));
        var boris = await DeuxPerson.EnrolledAsync(app);

        (await boris.LoginAsync(backupCode: "AAAABBBBCCCCDDDD")).MustBe(HttpStatusCode.BadRequest);
        (await boris.LoginAsync(backupCode: await boris.BackupCodeAsync())).MustBe(HttpStatusCode.OK);

        Assert.Equal("""{"enabled":false}""", (await boris.StatusAsync()).Text);
        Assert.Contains("token", (await boris.LoginAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D44_The_codes_of_another_user_are_refused()
    {
        var boris = await DeuxPerson.EnrolledAsync(_app);
        var (code, backupCode) = (await boris.AskedAsync(), await boris.BackupCodeAsync());
        await _anna.AskedAsync();

        Assert.Equal(
            code == _anna.LastCode ? HttpStatusCode.OK : HttpStatusCode.BadRequest, (await _anna.LoginAsync(code: code)).Status);
        (await _anna.LoginAsync(backupCode: backupCode)).MustBe(HttpStatusCode.BadRequest);
    }

    // Attack: D33, the same code logs in twice.
    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await _anna.AskedAsync();

        (await _anna.LoginAsync(code: code)).MustBe(HttpStatusCode.OK);
        (await _anna.LoginAsync(code: code)).MustBe(HttpStatusCode.BadRequest);
    }

    // Attack: the code that enabled the phone signs in too.
    [Fact]
    public async Task The_code_that_enabled_the_phone_does_not_sign_in() =>
        (await _anna.LoginAsync(code: _anna.LastCode)).MustBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task D31_Each_login_has_a_code_of_its_own_and_the_newest_is_good()
    {
        var older = await _anna.AskedAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        var newer = await _anna.AskedAsync();

        Assert.Equal(older == newer ? HttpStatusCode.OK : HttpStatusCode.BadRequest, (await _anna.LoginAsync(code: older)).Status);
    }

    [Theory]
    [InlineData("{}", "username", "This field is required.")]
    [InlineData("""{"username":"a"}""", "password", "This field is required.")]
    [InlineData("""{"username":"a","password":"b","mfa_code":""}""", "mfa_code", "This field may not be blank.")]
    [InlineData("""{"username":"a","password":"b","backup_code":""}""", "backup_code", "This field may not be blank.")]
    [InlineData("""{"username":"a","password":"b","mfa_code":123456}""", "mfa_code", "Not a valid string.")]
    [InlineData("""{"username":"a","password":"b","mfa_code":"abcdef"}""", "non_field_errors", "Please enter a valid code.")]
    [InlineData("""{"username":"a","password":"b","backup_code":"!"}""", "non_field_errors", "Please enter a valid backup code.")]
    public async Task A_malformed_request_is_400_and_tells_where(string json, string member, string text)
    {
        var answer = await _anna.SendAsync(HttpMethod.Post, "/authtoken/login/", HttpPerson.JsonText(json), authorization: "");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf(member));
    }

    // A failed message at login is a 500 in deux.
    [Fact]
    public async Task A_message_that_fails_does_not_fail_the_login_nor_make_it_wait()
    {
        var backupCode = await _anna.BackupCodeAsync();
        _app.Messages.Answer = (_, _) => throw new InvalidOperationException("The provider is away.");

        Assert.Equal("""{"mfa_required":true,"mfa_type":"sms"}""", (await _anna.LoginAsync()).Text);
        (await _anna.LoginAsync(backupCode: backupCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_locked_nothing_is_sent_and_codes_are_429_but_backup_codes_are_not()
    {
        var backupCode = await _anna.BackupCodeAsync();
        var code = await _anna.AskedAsync();
        for (var count = 0; count < 5; count++)
        {
            (await _anna.LoginAsync(code: _anna.WrongCode)).MustBe(HttpStatusCode.BadRequest);
        }

        var before = _anna.Messages;
        var asked = await _anna.LoginAsync();
        var answered = await _anna.LoginAsync(code: code);

        Assert.Equal("""{"mfa_required":true,"mfa_type":"sms","retry_after":30}""", asked.Text);
        Assert.Equal(before, _anna.Messages);
        answered.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal("30", answered.Header("Retry-After"));
        (await _anna.LoginAsync(backupCode: backupCode)).MustBe(HttpStatusCode.OK);
    }

    // Attack: a budget spent here is fresh elsewhere.
    [Fact]
    public async Task A_budget_spent_here_is_spent_in_every_facade()
    {
        await _anna.AskedAsync();
        for (var count = 0; count < 5; count++)
        {
            await _anna.LoginAsync(code: _anna.WrongCode);
        }

        var same = new HttpPerson(_app, _app.Users.Get(_anna.Id));
        var asked = await same.LoginAsync();

        (await same.AnswerAsync(asked["ephemeral_token"], "123456")).MustBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Nothing_that_a_login_asks_or_answers_is_logged()
    {
        var code = await _anna.AskedAsync();
        var backupCode = await _anna.BackupCodeAsync();
        var token = (await _anna.LoginAsync(code: code))["token"];
        await _anna.LoginAsync(backupCode: backupCode);

        Assert.All(
            [backupCode, token, _anna.Phone, DeuxPerson.Password],
            secret => Assert.DoesNotContain(secret, _app.Log.Text, StringComparison.Ordinal));
    }
}
