using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class PreferenceTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private CodeTokenPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await CodeTokenApp.StartAsync();
        _anna = await CodeTokenPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task J48_anonymous_is_401()
    {
        _anna.Bearer = null;

        Assert.Equal("not_authenticated", (await PreferAsync("code-sender"))["code"]);
    }

    [Fact]
    public async Task J48_code_sender_without_any_method_changes_nothing()
    {
        var answer = await PreferAsync("code-sender");

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal("{}", answer.Text);
        Assert.Empty((await _app.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    [Fact]
    public async Task J48_code_sender_beside_an_app_enrols_the_own_address_and_makes_it_primary()
    {
        await _anna.EnrolAppAsync();

        (await PreferAsync("code-sender")).MustBe(HttpStatusCode.OK);

        Assert.Equal("code-sender", await AskedByAsync());
        Assert.Equal(2, (await _app.Store.FindUserAsync(_anna.Id, default)).Active.Count());
    }

    [Fact]
    public async Task J48_code_sender_without_an_own_address_is_403()
    {
        await _anna.EnrolAppAsync();
        _app.Users.Put(_app.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        (await PreferAsync("code-sender")).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task J48_totp_takes_an_active_secret_and_can_be_switched_back_to()
    {
        var refused = await PreferAsync("totp");
        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("No active TOTP secret. Complete TOTP enrollment first.", refused["detail"]);

        await _anna.EnrolAppAsync();
        (await PreferAsync("code-sender")).MustBe(HttpStatusCode.OK);
        (await PreferAsync("totp")).MustBe(HttpStatusCode.OK);
        Assert.Equal("totp", await AskedByAsync());
    }

    [Fact]
    public async Task J48_no_2fa_is_403_by_default_and_makes_no_row()
    {
        var answer = await PreferAsync("no-2fa");

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("Disabling 2FA is not allowed.", answer["detail"]);
        Assert.Empty((await _app.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    [Theory]
    [InlineData("xx", "\"xx\" is not a valid choice.")]
    [InlineData("", "\"\" is not a valid choice.")]
    [InlineData("<script>", "The value is not a valid choice.")]
    [InlineData("TOTP", "\"TOTP\" is not a valid choice.")]
    public async Task J48_any_other_method_is_400(string method, string fault)
    {
        var answer = await PreferAsync(method);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(fault, answer.FaultOf("method"));
    }

    [Fact]
    public async Task Without_a_fresh_proof_a_code_is_needed()
    {
        var secret = await _anna.EnrolAppAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await _anna.RefreshAsync();

        Assert.Equal("fresh_proof_required", (await PreferAsync("code-sender"))["code"]);
        (await _anna.PostAsync("2fa-method", new { method = "code-sender", code = _anna.CodeOf(secret) })).MustBe(HttpStatusCode.OK);
        Assert.Equal("code-sender", await AskedByAsync());
    }

    [Fact]
    public async Task J48_no_2fa_where_it_is_trusted_lets_the_password_alone_sign_in_until_another_is_chosen()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["TRUSTED_2FA_METHODS"] = "code-sender,totp,no-2fa" });
        var berta = await CodeTokenPerson.SignedInAsync(app);
        await berta.EnrolAppAsync();

        (await berta.PostAsync("2fa-method", new { method = "no-2fa" })).MustBe(HttpStatusCode.OK);
        Assert.NotEmpty((await berta.GetCodeAsync())["access"]);

        (await berta.PostAsync("2fa-method", new { method = "totp" })).MustBe(HttpStatusCode.OK);
        Assert.Equal("totp", CodeTokenPerson.ClaimsOf(await berta.CodeTokenAsync()).GetProperty("typ").GetString());
    }

    [Fact]
    public async Task J48_no_2fa_of_a_user_without_a_method_is_kept_too()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["TRUSTED_2FA_METHODS"] = "code-sender,no-2fa" });
        var berta = await CodeTokenPerson.SignedInAsync(app);

        (await berta.PostAsync("2fa-method", new { method = "no-2fa" })).MustBe(HttpStatusCode.OK);
        Assert.NotEmpty((await berta.GetCodeAsync())["access"]);
        (await berta.PostAsync("2fa-method", new { method = "code-sender" })).MustBe(HttpStatusCode.OK);
        Assert.NotEmpty((await berta.GetCodeAsync())["token"]);
    }

    private Task<HttpAnswer> PreferAsync(string method) => _anna.PostAsync("2fa-method", new { method });

    private async Task<string?> AskedByAsync() =>
        CodeTokenPerson.ClaimsOf(await _anna.CodeTokenAsync()).GetProperty("typ").GetString();
}
