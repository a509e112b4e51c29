using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

public sealed class BrokenNoticeTests
{
    // Attack: if a notice that cannot be written took the charge back, guesses would be free as long as the user directory is away.
    [Fact]
    public async Task A_notice_that_cannot_be_written_takes_no_charge_back()
    {
        await using var engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddScoped<IConsequence, BrokenNotice>());
        var anna = Person.New(engine);
        await anna.SignInAsync();
        await anna.EnrolAsync();
        var ticket = await anna.TicketAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await anna.CompleteAsync(ticket, "000000")).Refusal?.Kind);
        Assert.Equal(1, (await engine.Store.FindUserAsync(anna.Id, default)).Factor?.DayFailures);
        Assert.True((await anna.CompleteAsync(ticket, anna.LastCode)).Succeeded);
    }

    private sealed class BrokenNotice : IConsequence
    {
        public Task<IReadOnlyList<Change>> OfAsync(IReadOnlyList<MfaEvent> events, string? language, CancellationToken cancellationToken) =>
            throw new TimeoutException("The user directory does not answer.");

        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}
