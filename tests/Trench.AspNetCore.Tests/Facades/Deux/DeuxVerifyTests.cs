using System.Net;

namespace Trench.AspNetCore.Tests;

/// <summary>Proving a new method, and the backup code it comes with.</summary>
public sealed class DeuxVerifyTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private DeuxPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync();
        _anna = await DeuxPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task D16_D21_The_right_code_enables_the_phone_and_makes_no_code_that_nobody_sees()
    {
        await _anna.RequestAsync(_anna.Phone);

        var answer = await _anna.VerifyAsync(_anna.LastCode);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal($$"""{"enabled":true,"challenge_type":"sms","phone_number":"{{_anna.Phone}}"}""", answer.Text);
        Assert.Empty(_app.Store.Rows.BackupCodes);
    }

    [Fact]
    public async Task D15_A_wrong_code_is_told_at_the_code()
    {
        await _anna.RequestAsync(_anna.Phone);

        var answer = await _anna.VerifyAsync(_anna.WrongCode);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("""{"mfa_code":["Please enter a valid code."],"error_code":"code_wrong"}""", answer.Text);
    }

    [Theory]
    [InlineData("null", "parse_error")] // D15
    [InlineData("[]", "parse_error")]
    [InlineData("{}", "invalid")]
    [InlineData("""{"mfa_code":null}""", "invalid")] // D33
    [InlineData("""{"mfa_code":""}""", "invalid")] // D33
    [InlineData("""{"mfa_code":123456}""", "invalid")]
    [InlineData("""{"mfa_code":"abcdef"}""", "code_malformed")] // D33
    [InlineData("""{"mfa_code":"123"}""", "code_malformed")]
    [InlineData("""{"mfa_code":"\u0661\u0662\u0663\u0664\u0665\u0666"}""", "code_malformed")]
    public async Task A_malformed_request_is_400_and_costs_nothing(string json, string errorCode)
    {
        await _anna.RequestAsync(_anna.Phone);
        for (var count = 0; count < 8; count++)
        {
            var answer = await _anna.SendAsync(HttpMethod.Put, "/sms/verify/", HttpPerson.JsonText(json));
            answer.MustBe(HttpStatusCode.BadRequest);
            Assert.Equal(errorCode, answer["error_code"]);
        }

        (await _anna.VerifyAsync(_anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task D32_D33_A_code_is_good_for_three_steps_and_no_longer()
    {
        await _anna.RequestAsync(_anna.Phone);
        _app.Clock.Advance(TimeSpan.FromSeconds(90));
        (await _anna.VerifyAsync(_anna.LastCode)).MustBe(HttpStatusCode.BadRequest);

        await _anna.RequestAsync(_anna.Phone);
        _app.Clock.Advance(TimeSpan.FromSeconds(89));
        (await _anna.VerifyAsync(_anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_request_every_code_is_wrong()
    {
        var answer = await _anna.VerifyAsync("123456");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Please enter a valid code.", answer.FaultOf("mfa_code"));
    }

    [Fact]
    public async Task D18_What_is_off_has_no_backup_code()
    {
        var answer = await _anna.RecoverAsync();

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Two factor authentication is not enabled.", answer["backup_code"]);
    }

    [Fact]
    public async Task D19_D24_Each_reading_gives_another_code_of_the_set_length()
    {
        await _anna.EnrolAsync();

        var (first, second) = (await _anna.BackupCodeAsync(), await _anna.BackupCodeAsync());

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{16}$", first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_newest_two_codes_that_were_read_are_good()
    {
        await _anna.EnrolAsync();
        var codes = await ReadAsync(3);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK], await UseAsync(codes));
    }

    [Fact]
    public async Task Reading_may_replace_the_code_as_in_deux()
    {
        await using var app = await DeuxApp.StartAsync(("RECOVERY_REPLACES", "true"));
        _app = app;
        _anna = await DeuxPerson.EnrolledAsync(app);
        var codes = await ReadAsync(2);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], await UseAsync(codes));
    }

    // Attack: a stolen session reads itself a way in.
    [Fact]
    public async Task A_session_that_proved_nothing_lately_reads_no_code()
    {
        await _anna.EnrolAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(6));

        var answer = await _anna.RecoverAsync();

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", answer["error_code"]);
    }

    private async Task<List<string>> ReadAsync(int count)
    {
        var codes = new List<string>();
        for (; codes.Count < count; _app.Clock.Advance(TimeSpan.FromSeconds(1)))
        {
            codes.Add(await _anna.BackupCodeAsync());
        }

        return codes;
    }

    private async Task<List<HttpStatusCode>> UseAsync(List<string> codes)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var code in codes)
        {
            statuses.Add((await _anna.LoginAsync(backupCode: code)).Status);
        }

        return statuses;
    }
}
