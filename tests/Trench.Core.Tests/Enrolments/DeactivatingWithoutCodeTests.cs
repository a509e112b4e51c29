using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

/// <summary>Who deactivates without a code is sent one, or is told that none can be sent now.</summary>
public sealed class DeactivatingWithoutCodeTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:SENDS_PER_TARGET"] = "2/h" });
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Over_a_limit_of_messages_it_says_when_one_may_be_sent()
    {
        await _anna.TicketAsync();
        await _anna.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(20));

        var refusal = (await _anna.DeactivateAsync("pigeon", null)).Refusal;

        Assert.Equal((RefusalKind.SendCooldown, TimeSpan.FromMinutes(40)), (refusal?.Kind, refusal?.RetryAfter));
    }

    [Fact]
    public async Task While_the_account_is_locked_it_says_for_how_long()
    {
        var ticket = await _anna.TicketAsync();
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await _anna.CompleteAsync(ticket, _anna.LastCode == "000000" ? "111111" : "000000");
        }

        var refusal = (await _anna.DeactivateAsync("pigeon", null)).Refusal;

        Assert.Equal((RefusalKind.Locked, TimeSpan.FromSeconds(30)), (refusal?.Kind, refusal?.RetryAfter));
    }

    [Fact]
    public async Task A_code_of_a_moment_ago_is_asked_for_and_not_sent_again()
    {
        Assert.True((await _anna.RequestCodeAsync("pigeon")).Succeeded);
        var code = _anna.LastCode;

        Assert.Equal(RefusalKind.CodeRequired, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
        Assert.True((await _anna.DeactivateAsync("pigeon", code)).Succeeded);
    }
}
