using Trench.Testing;

namespace Trench.Core.Tests.Budgets;

public sealed class FullWindowTests
{
    private static readonly AccountLimits HundredInThirtyDays = new(null, null, 100);

    [Fact]
    public async Task On_the_days_after_the_window_was_filled_the_next_day_is_what_to_wait_for()
    {
        await using var engine = await TestEngine.StartAsync();
        var anna = Person.New(engine);
        await anna.SignInAsync();
        await anna.EnrolTokenAsync();
        for (var guess = 0; guess < 100; guess++)
        {
            await engine.Store.CommitAsync([new ChargeAccount(anna.Id, AccountKind.Factor, HundredInThirtyDays, engine.Clock.Now)], default);
        }

        engine.Clock.Advance(TimeSpan.FromDays(1));
        var refusal = (await anna.CompleteAsync(await anna.TicketAsync(), "123456")).Refusal;

        Assert.Equal((RefusalKind.Locked, engine.Clock.Now.Date.AddDays(1) - engine.Clock.Now.UtcDateTime), (refusal?.Kind, refusal?.RetryAfter));
    }
}
