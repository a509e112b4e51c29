using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class TotpTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private CodeTokenPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await CodeTokenApp.StartAsync(new Dictionary<string, string?> { ["TOTP_ISSUER_NAME"] = "Example Org." });
        _anna = await CodeTokenPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task J46_setup_shows_a_secret_and_its_address_and_changes_nothing_yet()
    {
        var answer = await _anna.PostAsync("totp/setup");

        Assert.Equal(["secret", "provisioning_uri"], answer.Body.EnumerateObject().Select(member => member.Name));
        Assert.Contains(answer["secret"], answer["provisioning_uri"], StringComparison.Ordinal);
        Assert.StartsWith("otpauth://totp/Example Org.:", answer["provisioning_uri"], StringComparison.Ordinal);
        Assert.Equal("code-sender", CodeTokenPerson.ClaimsOf(await _anna.CodeTokenAsync()).GetProperty("typ").GetString());
    }

    [Fact]
    public async Task J46_a_second_setup_replaces_the_pending_secret()
    {
        var first = (await _anna.PostAsync("totp/setup"))["secret"];
        var second = (await _anna.PostAsync("totp/setup/"))["secret"];

        (await _anna.ConfirmAsync(first)).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.ConfirmAsync(second)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task J47_confirm_makes_the_app_the_method_that_is_asked()
    {
        var secret = (await _anna.PostAsync("totp/setup"))["secret"];

        var answer = await _anna.ConfirmAsync(secret);

        Assert.Equal("{}", answer.Text);
        Assert.Equal("totp", CodeTokenPerson.ClaimsOf(await _anna.CodeTokenAsync()).GetProperty("typ").GetString());
        MustHaveNothingPending(await _anna.ConfirmAsync(secret));
    }

    [Fact]
    public async Task J47_confirm_makes_it_primary_also_beside_another_method()
    {
        _anna.AtTrench.Access = _anna.Bearer;
        await _anna.AtTrench.EnrolAsync("email");

        await _anna.EnrolAppAsync();

        var methods = (await _anna.AtTrench.GetAsync("mfa/user-active-methods")).Body.EnumerateArray();
        Assert.Equal("app", methods.Single(method => method.GetProperty("is_primary").GetBoolean()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task J47_a_wrong_code_is_401_and_a_malformed_one_400()
    {
        var secret = (await _anna.PostAsync("totp/setup"))["secret"];

        var wrong = await _anna.PostAsync("totp/confirm", new { code = CodeTokenPerson.WrongFor(_anna.CodeOf(secret)) });
        wrong.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Invalid TOTP code.", wrong["detail"]);
        Assert.Equal("Enter a valid value.", (await _anna.PostAsync("totp/confirm", new { code = "abc" })).FaultOf("code"));
        Assert.Equal("This field is required.", (await _anna.PostAsync("totp/confirm")).FaultOf("code"));
    }

    [Fact]
    public async Task J47_without_setup_it_is_403() => MustHaveNothingPending(await _anna.PostAsync("totp/confirm", new { code = "123456" }));

    [Fact]
    public async Task J39_the_app_signs_in_once_for_each_code()
    {
        var secret = await _anna.EnrolAppAsync();
        var token = await _anna.CodeTokenAsync();

        (await _anna.AuthAsync(token, CodeTokenPerson.WrongFor(_anna.CodeOf(secret)))).MustBe(HttpStatusCode.Unauthorized);
        _app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await _anna.AuthAsync(token, _anna.CodeOf(secret))).MustBe(HttpStatusCode.OK);
        Assert.Equal("token_already_used", (await _anna.AuthAsync(token, _anna.CodeOf(secret)))["code"]);

        // The original took the code of one step for any number of tokens.
        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.CodeOf(secret))).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task J39_a_token_of_a_removed_app_is_401()
    {
        var secret = await _anna.EnrolAppAsync();
        var token = await _anna.CodeTokenAsync();
        _anna.AtTrench.Access = _anna.Bearer;
        (await _anna.AtTrench.PostAsync("app/deactivate", new { code = _anna.CodeOf(secret) })).MustBe(HttpStatusCode.NoContent);
        _app.Clock.Advance(TimeSpan.FromSeconds(30));

        (await _anna.AuthAsync(token, _anna.CodeOf(secret))).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task J44_without_a_token_it_is_401_and_with_a_bad_one_too()
    {
        _anna.Bearer = null;
        Assert.Equal("not_authenticated", (await _anna.PostAsync("totp/setup"))["code"]);
        Assert.Equal("not_authenticated", (await _anna.PostAsync("totp/confirm", new { code = "123456" }))["code"]);

        _anna.Bearer = "garbage";
        Assert.Equal("token_not_valid", (await _anna.PostAsync("totp/setup"))["code"]);
    }

    // In the original an access token was enough to replace the secret of another's app.
    [Fact]
    public async Task Another_secret_takes_a_fresh_proof_or_a_code_and_the_old_one_is_good_until_then()
    {
        var old = await _anna.EnrolAppAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await _anna.RefreshAsync();

        var refused = await _anna.PostAsync("totp/setup");
        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", refused["code"]);
        var secret = (await _anna.PostAsync("totp/setup", new { code = _anna.CodeOf(old) }))["secret"];
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.CodeOf(old))).MustBe(HttpStatusCode.OK);
        (await _anna.ConfirmAsync(secret)).MustBe(HttpStatusCode.OK);

        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.CodeOf(old))).MustBe(HttpStatusCode.Unauthorized);
    }

    private static void MustHaveNothingPending(HttpAnswer answer)
    {
        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("No pending TOTP setup. Call the setup endpoint first.", answer["detail"]);
    }
}
