using System.Net;
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
    }

    [Theory]
    [InlineData("dove/deactivate")]
    [InlineData("SECRET/deactivate")]
    [InlineData("dove/codes/regenerate")]
    public async Task Where_a_code_is_demanded_it_is_asked_for_before_the_method_is_looked_for(string path) =>
        Assert.Equal("This field is required.", (await _anna.PostAsync(path)).FaultOf("code"));

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
        var settings = new Dictionary<string, string?> { ["ALLOW_BACKUP_CODES_REGENERATION"] = "false" };
        await using var strict = await HttpApp.StartAsync(settings);
        var (ben, _) = await HttpPerson.EnrolledAsync(strict);

        var answer = await ben.PostAsync("pigeon/codes/regenerate", new { code = "000000" });

        Assert.Equal("Backup codes regeneration is not allowed.", answer["error"]);
    }
}
