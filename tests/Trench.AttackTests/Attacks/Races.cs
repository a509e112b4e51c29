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

    private static Task<Reply[]> SubmitAsync(Func<int, Call> submission) =>
        LastByteRace.RunAsync([.. Enumerable.Range(0, Submissions).Select(submission)]);
}
