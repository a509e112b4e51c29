using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>Attack: who knows the password guesses for a month, in bursts, with a new ticket whenever one is dead.</summary>
public sealed class MillionGuessesTests
{
    private const int Guesses = 1_000_000;
    private const int Bursts = 250;

    [Fact, Trait("Category", "Soak")]
    public async Task Of_a_million_guesses_in_thirty_days_a_hundred_are_evaluated()
    {
        await using var engine = await TestEngine.StartAsync();
        var anna = Person.New(engine);
        await anna.SignInAsync();
        var secret = await anna.EnrolTokenAsync();
        var evaluated = 0;
        for (var burst = 0; burst < Bursts; burst++)
        {
            engine.Clock.Advance(TimeSpan.FromDays(30) / Bursts);
            evaluated += await GuessAsync(anna, anna.CodeOf(secret) == "000000" ? "000001" : "000000");
        }

        Assert.Equal(100, evaluated);
    }

    private static async Task<int> GuessAsync(Person anna, string wrong)
    {
        var ticket = await anna.TicketAsync();
        var evaluated = 0;
        for (var guess = 0; guess < Guesses / Bursts; guess++)
        {
            var refusal = (await anna.CompleteAsync(ticket, wrong)).Refusal?.Kind;
            Assert.NotNull(refusal);
            evaluated += refusal == RefusalKind.CodeWrong ? 1 : 0;
            ticket = refusal == RefusalKind.TicketExhausted ? await anna.TicketAsync() : ticket;
        }

        return evaluated;
    }
}
