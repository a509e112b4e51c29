namespace Trench.AttackTests;

/// <summary>A mail server that takes a connection and says nothing.</summary>
internal static class SlowMail
{
    // As many tickets as live at once, so that each of their mails is sent in the end.
    private const int Rounds = 3;

    // Far more than a login takes, and less than the server's own patience with a mail server.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>
    /// Whether a login waits for its mail: it would hang with the mail server, and tell who has a second factor by mail. Beside somebody who
    /// gets mail, in turn, somebody who gets none and somebody who is asked for nothing; all of them are let through the first step.
    /// </summary>
    public static async Task<Finding?> HoldsUpALoginAsync(Target target)
    {
        var sink = target.Sink ?? throw new InvalidOperationException("This attack needs the mail sink.");
        var mailed = await Victim.WithMailAsync(target);
        (Victim Victim, string Given)[] people =
        [
            (mailed, "ephemeral_token"),
            (await Victim.WithAppAsync(target), "ephemeral_token"),
            (await Victim.RegisterAsync(target), "access"),
        ];
        var before = (await sink.MailsAsync(mailed.Email)).Count;
        await sink.SetModeAsync(mailed.Email, SinkMode.Hang);
        try
        {
            foreach (var (victim, given) in Enumerable.Repeat(people, Rounds).SelectMany(all => all))
            {
                if (await IfHeldUpAsync(victim, given) is { } finding)
                {
                    return finding;
                }
            }
        }
        finally
        {
            await sink.SetModeAsync(mailed.Email, SinkMode.Accept);
        }

        // A login that sends no mail would not wait for it, either.
        await sink.WaitForMailAsync(mailed.Email, before + Rounds);
        return null;
    }

    private static async Task<Finding?> IfHeldUpAsync(Victim victim, string given)
    {
        var login = victim.LogInAsync();
        if (await Task.WhenAny(login, Task.Delay(Patience)) != login)
        {
            return new Finding("The login waits for a mail server that says nothing.");
        }

        var answer = await login;
        return Finding.BreakageIf(answer.Status != 200 || answer[given] is null, $"A login while the mail server says nothing: {answer}");
    }
}
