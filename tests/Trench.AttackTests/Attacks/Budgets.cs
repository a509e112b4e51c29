namespace Trench.AttackTests;

/// <summary>
/// Guessing where no lock ends it after five: the five of each ticket and the twenty of a day have to hold by themselves. What was looked at
/// is told by the answers, and the database has to have counted as much; so a limit that nobody reached is a finding as well.
/// </summary>
internal static class Budgets
{
    private const int PerTicket = 5;
    private const int PerDay = 20;
    private const int Guesses = 200;

    // AuthQuake (2024): new sessions, each with a budget of its own.
    public static async Task<Finding?> AtManyTicketsAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var evaluated = 0;
        for (var ticket = 0; ticket < 50; ticket++)
        {
            evaluated += await victim.GuessAsync(await victim.TicketAsync(), await victim.WrongCodesAsync(PerTicket));
        }

        return await UnlessADayAsync(victim, evaluated);
    }

    // AWS Cognito (2021): 1587 guesses were looked at where 20 were allowed, because they came at once. Three tickets are dead before the day
    // is over; of twenty-five hardly one is dead when it is.
    public static Attack AtOnce(int tickets) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var open = await victim.TicketsAsync(tickets);
        var codes = await victim.WrongCodesAsync(LastByteRace.MostRunners);

        var replies = await LastByteRace.RunAsync(
            [.. codes.Select((code, number) => victim.Submission(number, open[number % tickets], code))]);

        var evaluated = replies.Index().Where(reply => reply.Item.IsEvaluatedGuess).CountBy(reply => reply.Index % tickets).ToArray();
        var (told, counted) = (evaluated.Sum(ticket => ticket.Value), await victim.CountedAsync());
        return Finding.If(evaluated.Any(ticket => ticket.Value > PerTicket), $"Looked at for each ticket: {string.Join(", ", evaluated)}")
            ?? Finding.If(told > PerDay, $"Looked at in a day: {told}")
            ?? Finding.UnlessSuccessesAre(0, replies)
            ?? Finding.If(told != counted.AtTickets || told > counted.Codes, $"{told} were looked at, but {counted}")
            ?? Finding.If(counted.MostAtATicket > PerTicket || counted.MostCodesADay > PerDay, $"Counted too much: {counted}")
            ?? Finding.BreakageIf(counted.MostAtATicket < PerTicket && counted.MostCodesADay < PerDay, $"No limit was reached: {counted}")
            ?? await IfOpenAsync(victim, open, counted);
    };

    // A new message brings a new code, and must bring no new attempts (NIST SP 800-63B-4 section 3.1.3.2).
    public static async Task<Finding?> BetweenMessagesAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        var ticket = await victim.TicketAsync();
        var old = await victim.MailedCodeAsync(ticket);
        await victim.GuessAsync(ticket, await victim.WrongCodesAsync(PerTicket - 1));
        var mailed = await victim.MailedCodeAsync(ticket);

        var fifth = await victim.CompleteAsync(ticket, old);
        var right = await victim.CompleteAsync(ticket, mailed);

        return Finding.IfTaken(fifth, "the code that a newer one has replaced")
            ?? Finding.IfTaken(right, "the newest code, after five wrong ones")
            ?? Finding.BreakageIf(right.String("error_code") != "ticket_exhausted", $"It was not the ticket that refused the newest code: {right}")
            ?? Finding.IfRefused(await victim.CompleteAsync(await victim.TicketAsync(), await victim.AppCodeAsync()), "another ticket");
    }

    // allauth before 65.8.1: whoever logs in rightly from an address cleared what that address had guessed at others.
    public static async Task<Finding?> BesideOwnLoginsAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = await Victim.WithAppAsync(target, victim.Address);
        var own = new Queue<string>(attacker.BackupCodes);
        var evaluated = 0;
        foreach (var code in await victim.WrongCodesAsync(Guesses))
        {
            evaluated += await victim.GuessAsync(await victim.TicketAsync(), code);
            (await attacker.CompleteAsync(await attacker.TicketAsync(), own.Dequeue())).Has(200);
            own = own.Count > 1 ? own : new(await attacker.NewBackupCodesAsync(own.Dequeue()));
        }

        return await UnlessADayAsync(victim, evaluated);
    }

    /// <summary>Each guess from another address, if headers were believed.</summary>
    public static async Task<Finding?> UnderForgedAddressesAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = target.Visitor();
        var (ticket, evaluated) = ("", 0);
        foreach (var (number, code) in (await victim.WrongCodesAsync(Guesses)).Index())
        {
            ticket = number % PerTicket == 0 ? await victim.TicketAsync() : ticket;
            var answer = await Addresses.PostAsync(attacker, "/auth/login/code", new { ephemeral_token = ticket, code }, number);
            evaluated += answer.String("error_code") == "code_wrong" ? 1 : 0;
        }

        return await UnlessADayAsync(victim, evaluated);
    }

    // Exactly a day's codes: more is a hole, and fewer means that something else stopped them.
    private static async Task<Finding?> UnlessADayAsync(Victim victim, int evaluated)
    {
        var counted = await victim.CountedAsync();
        var told = $"{evaluated} guesses were looked at, and {counted}";
        return Finding.If(evaluated > counted.Codes || counted.MostCodesADay > PerDay, told)
            ?? Finding.BreakageIf(
                evaluated != counted.Codes || evaluated != counted.CodesInARow || counted.MostCodesADay != PerDay, told);
    }

    // What is dead stays dead for the right code, and a day that is over is over for every ticket.
    private static async Task<Finding?> IfOpenAsync(Victim victim, string[] tickets, Counted counted)
    {
        var code = await victim.AppCodeAsync();
        string[] closed = counted.MostCodesADay < PerDay ? tickets : [.. tickets, await victim.TicketAsync()];
        foreach (var ticket in closed)
        {
            if (Finding.IfTaken(await victim.CompleteAsync(ticket, code), "the right code, after all of its guesses") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }
}
