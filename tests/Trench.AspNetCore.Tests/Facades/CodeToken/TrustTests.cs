using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class TrustTests
{
    private static readonly Dictionary<string, string?> TotpOnly = new() { ["TRUSTED_2FA_METHODS"] = "totp" };

    [Fact]
    public async Task J43_J37_an_untrusted_method_gives_an_enrolment_token_and_no_sign_in()
    {
        await using var app = await CodeTokenApp.StartAsync(TotpOnly);
        var anna = CodeTokenPerson.New(app);

        var answer = await anna.AuthAsync(await anna.CodeTokenAsync(), anna.LastCode);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(["enrollment_token"], answer.Body.EnumerateObject().Select(member => member.Name));
        var events = await app.Store.ListEventsAsync(new EventFilter(anna.Id, 20), default);
        Assert.DoesNotContain(events, told => told.Name == EventNames.LoginCompleted);
        Assert.Contains(events, told => told.Name == EventNames.EnrolmentGranted);
    }

    [Fact]
    public async Task J42_J43_a_trusted_method_gives_a_pair_under_the_names_that_are_set()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>
        {
            ["AUTH_RESULT_ACCESS_TOKEN_KEY"] = "jwt",
            ["AUTH_RESULT_REFRESH_TOKEN_KEY"] = "again",
        });
        var anna = CodeTokenPerson.New(app);

        var answer = await anna.AuthAsync(await anna.CodeTokenAsync(), anna.LastCode);

        Assert.Equal(["jwt", "again"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task J43_the_name_of_the_enrolment_token_is_a_setting()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>(TotpOnly) { ["AUTH_RESULT_ENROLLMENT_TOKEN_KEY"] = "enrol" });
        var anna = CodeTokenPerson.New(app);

        Assert.NotEmpty((await anna.AuthAsync(await anna.CodeTokenAsync(), anna.LastCode))["enrol"]);
    }

    [Fact]
    public async Task J45_a_new_user_enrols_with_it_and_signs_in_by_the_app()
    {
        await using var app = await CodeTokenApp.StartAsync(TotpOnly);
        var anna = await GrantedAsync(app);

        var secret = await anna.EnrolAppAsync();

        anna.Bearer = null;
        var answer = await anna.AuthAsync(await anna.CodeTokenAsync(), anna.CodeOf(secret));
        Assert.Equal(["access", "refresh"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    // In the original the token stayed good, and enrolled another's app after the owner's.
    [Fact]
    public async Task The_enrolment_token_is_good_for_one_enrolment()
    {
        await using var app = await CodeTokenApp.StartAsync(TotpOnly);
        var anna = await GrantedAsync(app);
        await anna.EnrolAppAsync();

        (await anna.PostAsync("totp/setup")).MustBe(HttpStatusCode.Unauthorized);
        (await anna.PostAsync("totp/confirm", new { code = "123456" })).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_enrolment_token_expires()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?>(TotpOnly) { ["ENROLLMENT_TOKEN_EXPIRATION_TIME"] = "60" });
        var anna = await GrantedAsync(app);
        (await anna.PostAsync("totp/setup")).MustBe(HttpStatusCode.OK);

        app.Clock.Advance(TimeSpan.FromSeconds(60));

        (await anna.PostAsync("totp/setup")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task J48_the_enrolment_token_is_good_nowhere_else()
    {
        await using var app = await CodeTokenApp.StartAsync(TotpOnly);
        var anna = await GrantedAsync(app);

        var answer = await anna.PostAsync("2fa-method", new { method = "totp" });

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("token_not_valid", answer["code"]);
        Assert.NotEmpty(answer.Body.GetProperty("messages").EnumerateArray());
        (await anna.PostAsync("verify", new { token = anna.Bearer })).MustBe(HttpStatusCode.Unauthorized);
        (await anna.PostAsync("refresh", new { refresh = anna.Bearer })).MustBe(HttpStatusCode.Unauthorized);
        anna.AtTrench.Access = anna.Bearer;
        (await anna.AtTrench.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    // The original's downgrade: a login by e-mail gave a token that replaced the secret of the app.
    [Fact]
    public async Task Who_has_a_trusted_method_is_asked_by_it_and_cannot_be_downgraded()
    {
        await using var app = await CodeTokenApp.StartAsync(TotpOnly);
        var anna = await GrantedAsync(app);
        var other = await GrantedAsync(app, anna);
        var secret = await anna.EnrolAppAsync();

        Assert.Equal("totp", CodeTokenPerson.ClaimsOf(await anna.CodeTokenAsync()).GetProperty("typ").GetString());
        Assert.Equal("fresh_proof_required", (await other.PostAsync("totp/setup"))["error_code"]);
        anna.Bearer = (await anna.AuthAsync(await anna.CodeTokenAsync(), anna.CodeOf(secret)))["access"];
        var refused = await anna.PostAsync("2fa-method", new { method = "code-sender" });
        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(("permission_denied", "method_not_trusted"), (refused["code"], refused["error_code"]));
    }

    [Fact]
    public async Task J40_the_fallback_no_2fa_is_403_unless_it_is_trusted()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["FALLBACK_2FA_METHOD"] = "no-2fa" });

        var answer = await CodeTokenPerson.New(app).GetCodeAsync();

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("2fa_not_configured", answer["code"]);
    }

    [Fact]
    public async Task J40_the_fallback_no_2fa_gives_tokens_at_once_where_it_is_trusted()
    {
        await using var app = await CodeTokenApp.StartAsync(
            new Dictionary<string, string?> { ["FALLBACK_2FA_METHOD"] = "no-2fa", ["TRUSTED_2FA_METHODS"] = "no-2fa,totp" });

        var answer = await CodeTokenPerson.New(app).GetCodeAsync();

        Assert.Equal(["access", "refresh"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_fallback_totp_refuses_users_without_an_app()
    {
        await using var app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["FALLBACK_2FA_METHOD"] = "totp" });

        Assert.Equal("2fa_not_configured", (await CodeTokenPerson.New(app).GetCodeAsync())["code"]);
    }

    private static async Task<CodeTokenPerson> GrantedAsync(HttpApp app, CodeTokenPerson? known = null)
    {
        var person = known is null ? CodeTokenPerson.New(app) : new CodeTokenPerson(app, known.AtTrench);
        person.Bearer = (await person.AuthAsync(await person.CodeTokenAsync(), person.LastCode))["enrollment_token"];
        return person;
    }
}
