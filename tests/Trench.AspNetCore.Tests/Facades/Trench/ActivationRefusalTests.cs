using System.Net;
using System.Net.Http.Json;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class ActivationRefusalTests : IAsyncLifetime
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
        var members = new Dictionary<string, string> { ["ring"] = "blue", ["details"] = "x" };
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.Sent(members));

        var answer = await _anna.PostAsync("dove/activate");

        Assert.Equal("blue", answer["ring"]);
        Assert.Equal(2, answer.Body.EnumerateObject().Count());
    }
}
