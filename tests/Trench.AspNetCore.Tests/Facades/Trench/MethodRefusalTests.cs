using System.Net;
using System.Net.Http.Json;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class MethodRefusalTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        (_anna, _) = await HttpPerson.EnrolledAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Activating_an_unknown_method_is_400()
    {
        var answer = await _anna.PostAsync("SECRET/activate");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("""{"error":"Requested MFA method does not exist.","error_code":"method_unknown"}""", answer.Text);
    }

    [Fact]
    public async Task Activating_an_active_method_again_is_400()
    {
        var answer = await _anna.PostAsync("pigeon/activate");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("MFA method already active.", answer["error"]);
    }

    [Fact]
    public async Task An_address_that_is_none_is_400_under_its_name()
    {
        var answer = await _anna.PostAsync("dove/activate", new { email = "a\tb" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Enter a valid value.", answer.FaultOf("email"));
    }

    [Theory]
    [InlineData("null", "This field may not be null.")]
    [InlineData("1", "Not a valid string.")]
    [InlineData("\"\"", "This field may not be blank.")]
    [InlineData("\"a\\u0000b\"", "Null characters are not allowed.")]
    public async Task An_address_is_validated_like_any_member(string value, string text)
    {
        var answer = await _anna.PostJsonAsync("dove/activate", $$"""{"email":{{value}}}""");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf("email"));
    }

    [Fact]
    public async Task A_missing_address_is_400_and_never_has_been_sent()
    {
        _app.Users.Put(_app.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        var answer = await _anna.PostAsync("dove/activate");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("email"));
    }

    [Fact]
    public async Task A_label_that_is_too_long_is_400()
    {
        var answer = await _anna.PostAsync("pigeon/activate", new { label = new string('x', 65) });

        Assert.Equal("Enter a valid value.", answer.FaultOf("label"));
    }

    [Fact]
    public async Task Adding_a_method_without_a_fresh_proof_is_403()
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        _anna.Keep(await _anna.SendAsync(HttpMethod.Post, "token/refresh", JsonContent.Create(new { refresh = _anna.Refresh }), ""));

        var answer = await _anna.PostAsync("dove/activate");

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", answer["error_code"]);
        Assert.NotEmpty(answer["detail"]);
    }

    [Fact]
    public async Task A_failed_delivery_is_422_without_the_providers_text()
    {
        _app.Messages.Answer = (_, _) => throw new InvalidOperationException("SECRET");

        var answer = await _anna.PostAsync("dove/activate");

        answer.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(answer["details"]);
    }

    [Fact]
    public async Task A_dispatchers_refusal_is_422_in_its_own_words()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.Refused("No pigeon flies on Sundays."));

        var answer = await _anna.PostAsync("dove/activate");

        answer.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("No pigeon flies on Sundays.", answer["details"]);
    }

    [Fact]
    public async Task Members_of_the_dispatcher_are_merged_into_the_answer()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.Sent(new Dictionary<string, string> { ["ring"] = "blue", ["details"] = "x" }));

        var answer = await _anna.PostAsync("dove/activate");

        Assert.Equal("blue", answer["ring"]);
        Assert.Equal(2, answer.Body.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("SECRET/activate/confirm", "Requested MFA method does not exist.")]
    [InlineData("dove/activate/confirm", "Requested MFA method does not exist.")]
    [InlineData("pigeon/activate/confirm", "MFA method already active.")]
    [InlineData("SECRET/deactivate", "Requested MFA method does not exist.")]
    [InlineData("dove/deactivate", "Requested MFA method does not exist.")]
    [InlineData("pigeon/deactivate", "Code invalid or expired.")]
    [InlineData("SECRET/codes/regenerate", "Requested MFA method does not exist.")]
    [InlineData("pigeon/codes/regenerate", "Code invalid or expired.")]
    public async Task With_a_code_everything_is_told_under_the_code(string path, string text)
    {
        var answer = await _anna.PostAsync(path, new { code = "000000" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf("code"));
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_method_is_not_enabled()
    {
        await _anna.PostAsync("dove/activate");

        Assert.Equal("2FA is not enabled.", (await _anna.PostAsync("dove/deactivate", new { code = "000000" })).FaultOf("code"));
        Assert.Equal("2FA is not enabled.", (await _anna.PostAsync("dove/deactivate"))["error"]);
    }

    [Fact]
    public async Task Deactivating_without_a_code_sends_one_and_asks_for_it()
    {
        var before = _app.Messages.Count(_anna.Address);

        var answer = await _anna.PostAsync("pigeon/deactivate");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("code"));
        Assert.Equal(before + 1, _app.Messages.Count(_anna.Address));
    }

    [Fact]
    public async Task The_primary_method_stays_while_others_are_active()
    {
        await _anna.EnrolTokenAsync();
        var code = await _anna.RequestCodeAsync();

        var refused = await _anna.PostAsync("pigeon/deactivate", new { code });
        var wrongSuccessor = await _anna.PostAsync("pigeon/deactivate", new { code, new_primary_method = "dove" });
        var moved = await _anna.PostAsync("pigeon/deactivate", new { code, new_primary_method = "token" });

        Assert.Equal("Deactivation of MFA method that is set as primary is not allowed.", refused["error"]);
        Assert.True(wrongSuccessor.Body.TryGetProperty("new_primary_method", out _));
        moved.MustBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_method_with_several_enrolments_needs_the_id()
    {
        await _anna.PostAsync("pigeon/activate", new { label = "second" });
        (await _anna.PostAsync("pigeon/activate/confirm", new { code = _anna.LastCode })).MustBe(HttpStatusCode.OK);

        var answer = await _anna.PostAsync("code/request", new { method = "pigeon" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("id"));
    }

    [Theory]
    [InlineData("SECRET", "method", "Requested MFA method does not exist.")]
    [InlineData("", "method", "This field may not be blank.")]
    public async Task A_code_from_a_method_that_is_none_is_400_under_method(string method, string member, string text)
    {
        var answer = await _anna.PostAsync("code/request", new { method });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf(member));
    }

    [Fact]
    public async Task A_code_from_a_method_that_is_not_enrolled_is_400_under_error() =>
        Assert.Equal("Requested MFA method does not exist.", (await _anna.PostAsync("code/request", new { method = "dove" }))["error"]);

    [Fact]
    public async Task Changing_to_an_unknown_method_is_no_valid_choice_and_not_repeated()
    {
        var answer = await _anna.PostAsync("mfa/change-primary-method", new { method = "SECRET", code = "000000" });

        Assert.Contains("is not a valid choice.", answer.FaultOf("method"), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_to_a_method_the_user_does_not_have_is_told_under_the_code() =>
        Assert.Equal(
            "Requested MFA method does not exist.",
            (await _anna.PostAsync("mfa/change-primary-method", new { method = "dove", code = "000000" })).FaultOf("code"));

    [Fact]
    public async Task Changing_to_a_pending_method_is_told_under_error()
    {
        await _anna.PostAsync("dove/activate");

        var answer = await _anna.PostAsync("mfa/change-primary-method", new { method = "dove", code = "000000" });

        Assert.Equal("MFA Method selected as new primary method is not active", answer["error"]);
    }

    [Fact]
    public async Task Regenerating_that_is_not_allowed_is_400()
    {
        await using var strict = await HttpApp.StartAsync(new Dictionary<string, string?> { ["ALLOW_BACKUP_CODES_REGENERATION"] = "false" });
        var (ben, _) = await HttpPerson.EnrolledAsync(strict);

        Assert.Equal("Backup codes regeneration is not allowed.", (await ben.PostAsync("pigeon/codes/regenerate", new { code = "000000" }))["error"]);
    }
}
