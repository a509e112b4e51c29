namespace Trench.AttackTests;

/// <summary>One proof submitted many times at once, while nobody has stored yet that it is spent.</summary>
internal static class Races
{
    private const int Submissions = 200;

    // As many as live at once: were there one ticket only, it would hide a code that is accepted twice.
    private const int Tickets = 3;

    public static async Task<Finding?> OneBackupCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var tickets = await victim.TicketsAsync(Tickets);

        var replies = await SubmitAsync(number => victim.Submission(number, tickets[number % Tickets], victim.BackupCodes[0]));

        var left = replies.FirstOrDefault(reply => reply.IsSuccess)?["backup_codes_left"]?.GetValue<int>();
        return Finding.UnlessSuccessesAre(1, replies)
            ?? Finding.If(left != victim.BackupCodes.Length - 1, $"{left} codes are left of {victim.BackupCodes.Length}.");
    }

    public static async Task<Finding?> OneTotpCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var tickets = await victim.TicketsAsync(Tickets);
        var code = await victim.AppCodeAsync();

        return Finding.UnlessSuccessesAre(1, await SubmitAsync(number => victim.Submission(number, tickets[number % Tickets], code)));
    }

    // A mailed code belongs to its ticket, so there is one ticket only.
    public static async Task<Finding?> OneMailedCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        var ticket = await victim.TicketAsync();
        var code = await victim.MailedCodeAsync(ticket);

        return Finding.UnlessSuccessesAre(1, await SubmitAsync(number => victim.Submission(number, ticket, code)));
    }

    // Eleven different right answers, so that only the ticket itself can say that it is spent.
    public static async Task<Finding?> OneTicketAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var ticket = await victim.TicketAsync();
        string[] answers = [.. victim.BackupCodes, await victim.AppCodeAsync()];

        return Finding.UnlessSuccessesAre(
            1, await SubmitAsync(number => victim.Submission(number, ticket, answers[number % answers.Length])));
    }

    /// <summary>Three tickets and three backup codes, each with each: no ticket and no code gets two in.</summary>
    public static async Task<Finding?> SeveralBackupCodesAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var tickets = await victim.TicketsAsync(Tickets);
        var codes = victim.BackupCodes[..3];

        var replies = await SubmitAsync(number => victim.Submission(number, tickets[number % 3], codes[number / 3 % 3]));

        var winners = replies.Index().Where(reply => reply.Item.IsSuccess).Select(reply => reply.Index).ToArray();
        return Finding.If(winners.CountBy(number => number % 3).Any(ticket => ticket.Value > 1), "One ticket got two in.")
            ?? Finding.If(winners.CountBy(number => number / 3 % 3).Any(code => code.Value > 1), "One code got two in.")
            ?? Finding.InAnswersOf(replies)
            ?? Finding.BreakageIf(winners.Length == 0, $"None got in: {Finding.Summary(replies)}");
    }

    /// <summary>As many tickets as there are backup codes, a code for each: all get in once, and no code is left.</summary>
    public static async Task<Finding?> AllBackupCodesAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = victim.BackupCodes;
        var tickets = await victim.TicketsAsync(codes.Length);

        var replies = await SubmitAsync(number => victim.Submission(number, tickets[number % codes.Length], codes[number % codes.Length]));

        if (Finding.UnlessSuccessesAre(codes.Length, replies) is { } finding)
        {
            return finding;
        }

        var ticket = await victim.TicketAsync();
        var later = await Task.WhenAll(codes.Select(code => victim.CompleteAsync(ticket, code)));
        return later.Select(answer => Finding.IfTaken(answer, "a spent backup code")).FirstOrDefault(found => found is not null);
    }

    private static Task<Reply[]> SubmitAsync(Func<int, Call> submission) =>
        LastByteRace.RunAsync([.. Enumerable.Range(0, Submissions).Select(submission)]);
}
