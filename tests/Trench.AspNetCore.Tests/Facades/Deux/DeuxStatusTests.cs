using System.Net;

namespace Trench.AspNetCore.Tests;

/// <summary>Whether a second factor is on, and how it goes off.</summary>
public sealed class DeuxStatusTests : IAsyncLifetime
{
    private HttpApp _app = null!;

    public async Task InitializeAsync() => _app = await DeuxApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("GET", "/")] // D1
    [InlineData("GET", "")] // D1
    [InlineData("DELETE", "/")] // D4
    [InlineData("PUT", "/sms/request/")] // D7
    [InlineData("PATCH", "/sms/request")] // D7
    [InlineData("PUT", "/sms/verify/")] // D13
    [InlineData("GET", "/recovery/")] // D17
    public async Task Nobody_is_refused(string verb, string path)
    {
        var answer = await DeuxPerson.New(_app).SendAsync(new HttpMethod(verb), path);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Authentication credentials were not provided.", answer["detail"]);
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Each_path_may_name_the_format_it_is_answered_in()
    {
        await using var app = await DeuxApp.StartAsync();
        var anna = await DeuxPerson.SignedInAsync(app);

        Assert.Equal((await anna.StatusAsync()).Text, (await anna.SendAsync(HttpMethod.Get, "/.json")).Text);
        (await anna.PutAsync("/sms/request.json", new { phone_number = anna.Phone })).MustBe(HttpStatusCode.OK);
        (await anna.PutAsync("/sms/verify.json", new { mfa_code = anna.LastCode })).MustBe(HttpStatusCode.OK);
        (await anna.SendAsync(HttpMethod.Get, "/recovery.json/")).MustBe(HttpStatusCode.OK);
        (await anna.SendAsync(HttpMethod.Post, "/recovery.json")).MustBe(HttpStatusCode.MethodNotAllowed);
        (await anna.SendAsync(HttpMethod.Get, "/recovery.xml")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task D2_D20_At_first_nothing_is_enabled_and_no_method_is_named() =>
        Assert.Equal("""{"enabled":false}""", (await (await DeuxPerson.SignedInAsync(_app)).StatusAsync()).Text);

    [Fact]
    public async Task D3_D21_D23_An_enabled_phone_is_named_with_its_number()
    {
        var anna = await DeuxPerson.EnrolledAsync(_app);

        var answer = await anna.StatusAsync();

        Assert.Equal($$"""{"enabled":true,"challenge_type":"sms","phone_number":"{{anna.Phone}}"}""", answer.Text);
    }

    [Fact]
    public async Task Any_method_that_is_active_counts_whatever_facade_added_it()
    {
        var anna = await DeuxPerson.SignedInAsync(_app);
        var same = new HttpPerson(_app, _app.Users.Get(anna.Id)) { Access = anna.Token };
        await same.EnrolTokenAsync();

        Assert.Equal("""{"enabled":true,"challenge_type":"token"}""", (await anna.StatusAsync()).Text);
    }

    [Fact]
    public async Task D5_What_is_off_cannot_be_disabled()
    {
        var answer = await (await DeuxPerson.SignedInAsync(_app)).DisableAsync();

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Two factor authentication is not enabled.", answer["detail"]);
    }

    [Fact]
    public async Task D6_D22_Disabling_leaves_no_method_no_number_and_no_backup_code()
    {
        var anna = await DeuxPerson.EnrolledAsync(_app);
        var backupCode = await anna.BackupCodeAsync();

        var answer = await anna.DisableAsync();

        answer.MustBe(HttpStatusCode.NoContent);
        Assert.Equal("", answer.Text);
        Assert.Equal("""{"enabled":false}""", (await anna.StatusAsync()).Text);
        Assert.Contains("token", (await anna.LoginAsync()).Text, StringComparison.Ordinal);
        await anna.EnrolAsync();
        (await anna.LoginAsync(backupCode: backupCode)).MustBe(HttpStatusCode.BadRequest);
    }

    // Attack: a stolen session takes the second factor off.
    [Fact]
    public async Task A_session_that_proved_nothing_lately_disables_nothing_without_a_code()
    {
        var anna = await DeuxPerson.EnrolledAsync(_app);
        var backupCode = await anna.BackupCodeAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(6));

        var refused = await anna.DisableAsync();
        var wrong = await anna.DisableAsync(new { code = "AAAABBBBCCCCDDDD" });

        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", refused["error_code"]);
        Assert.Equal("This takes a code of yours, or a session that proved a second factor a moment ago.", refused["detail"]);
        wrong.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Please enter a valid code.", wrong.FaultOf("code"));
        (await anna.DisableAsync(new { code = backupCode })).MustBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_login_by_code_is_a_fresh_proof()
    {
        var anna = await DeuxPerson.EnrolledAsync(_app);
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        anna.Keep(await anna.LoginAsync(code: await anna.AskedAsync()));

        (await anna.DisableAsync()).MustBe(HttpStatusCode.NoContent);
    }
}
