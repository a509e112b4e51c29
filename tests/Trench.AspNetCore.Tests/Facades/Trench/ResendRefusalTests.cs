using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class ResendRefusalTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        (_anna, _) = await HttpPerson.EnrolledAsync(_app);
        _anna.Access = null;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Sending_again_at_once_is_429()
    {
        var ticket = await _anna.TicketAsync();

        var answer = await _anna.PostAsync("login/code/request", new { ephemeral_token = ticket });

        answer.MustBe(HttpStatusCode.TooManyRequests);
        Assert.Equal("send_cooldown", answer["error_code"]);
        Assert.Equal("30", answer.Header("Retry-After"));
    }

    [Fact]
    public async Task A_resend_through_a_method_that_is_not_the_users_is_400()
    {
        var ticket = await _anna.TicketAsync();

        var unknown = await _anna.PostAsync("login/code/request", new { ephemeral_token = ticket, method = "SECRET" });
        var foreign = await _anna.PostAsync("login/code/request", new { ephemeral_token = ticket, method = "dove" });

        Assert.Equal("Requested MFA method does not exist.", unknown.FaultOf("method"));
        Assert.DoesNotContain("SECRET", unknown.Text, StringComparison.Ordinal);
        Assert.Equal("Requested MFA method does not exist.", foreign["error"]);
    }

    [Fact]
    public async Task A_resend_that_cannot_be_delivered_is_422_without_the_providers_text()
    {
        var ticket = await _anna.TicketAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(31));
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.FailedForGood("SECRET 535 authentication failed"));

        var answer = await _anna.PostAsync("login/code/request", new { ephemeral_token = ticket });

        answer.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("delivery_failed", answer["error_code"]);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }
}
