using System.Globalization;

namespace Trench.AttackTests;

/// <summary>Guessing codes, with the password already known. What counts is how many guesses are looked at, and not how many are sent.</summary>
internal static class Guessing
{
    private const int PerTicket = 5;
    private const int PerDay = 20;
    private const int LockAfter = 5;

    /// <summary>One ticket, guess after guess, then the right code.</summary>
    public static Attack AtOneTicket(int attempts) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var ticket = await victim.TicketAsync();
        var evaluated = await victim.GuessAsync(ticket, await victim.WrongCodesAsync(attempts + 3));

        var right = await victim.CompleteAsync(ticket, await victim.AppCodeAsync());

        return Finding.If(evaluated > attempts, $"{evaluated} guesses at one ticket were looked at.")
            ?? Finding.IfTaken(right, "the right code, after them");
    };

    // AWS Cognito (2021): 1587 guesses were looked at where 20 were allowed, because they came at once.
    public static async Task<Finding?> AtOnceAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var tickets = await victim.TicketsAsync(3);
        var codes = await victim.WrongCodesAsync(LastByteRace.MostRunners);

        var replies = await LastByteRace.RunAsync(
            [.. codes.Select((code, number) => victim.Submission(number, tickets[number % tickets.Length], code))]);

        var evaluated = replies.Index().Where(reply => reply.Item.IsEvaluatedGuess).CountBy(reply => reply.Index % tickets.Length);
        return Finding.If(evaluated.Any(ticket => ticket.Value > PerTicket), $"Looked at for each ticket: {string.Join(", ", evaluated)}")
            ?? Finding.If(evaluated.Sum(ticket => ticket.Value) > PerDay, $"Looked at in a day: {string.Join(", ", evaluated)}")
            ?? Finding.UnlessSuccessesAre(0, replies);
    }

    /// <summary>The same name in other spellings, each with a ticket of its own.</summary>
    public static async Task<Finding?> UnderOtherSpellingsAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = await victim.WrongCodesAsync(4 * LockAfter);
        string[] spellings = [victim.Name, victim.Name.ToUpperInvariant(), CultureInfo.InvariantCulture.TextInfo.ToTitleCase(victim.Name)];
        var evaluated = 0;
        foreach (var (number, code) in codes.Index())
        {
            var ticket = await victim.TicketAsync(spellings[number % spellings.Length]);
            evaluated += await victim.GuessAsync(ticket, [code]);
        }

        return Finding.If(evaluated > LockAfter, $"{evaluated} guesses were looked at before the lock.");
    }

    // A new message brings a new code, and must bring no new attempts (NIST SP 800-63B-4 section 3.1.3.2).
    public static async Task<Finding?> BetweenMessagesAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        var ticket = await victim.TicketAsync();
        var codes = await victim.WrongCodesAsync(PerTicket);
        var before = await victim.GuessAsync(ticket, codes[..^1]);
        var mailed = await victim.MailedCodeAsync(ticket);
        var after = await victim.GuessAsync(ticket, [.. codes.Where(code => code != mailed).TakeLast(1)]);

        var right = await victim.CompleteAsync(ticket, mailed);

        return Finding.IfTaken(right, $"the mailed code, after {before} + {after} wrong ones");
    }

    /// <summary>A right and a wrong code at the same moment, while the account is locked.</summary>
    public static async Task<Finding?> WhileLockedAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = await victim.WrongCodesAsync(LockAfter + 1);
        await victim.GuessAsync(await victim.TicketAsync(), codes[..LockAfter]);
        var ticket = await victim.TicketAsync();
        var right = await victim.AppCodeAsync();

        // The seconds to wait may change between the two answers, but not each time.
        Reply[] replies = [];
        for (var attempt = 0; attempt < 3; attempt++)
        {
            replies = await LastByteRace.RunAsync([victim.Submission(0, ticket, right), victim.Submission(0, ticket, codes[^1])]);
            if (replies[0].Status != replies[1].Status)
            {
                break;
            }

            if (replies[0].WithoutDate == replies[1].WithoutDate)
            {
                return Finding.BreakageIf(replies[0].Status != 429, $"It was not locked: {replies[0]}");
            }
        }

        return Finding.InAnswersOf(replies) ?? new Finding($"Right: {replies[0]}; wrong: {replies[1]}");
    }
}
