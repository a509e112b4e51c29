namespace Trench.AttackTests;

/// <summary>A mail server that takes a connection and says nothing.</summary>
internal static class SlowMail
{
    // Far more than a login takes, and less than the server's own patience with a mail server.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Whether a login waits for its mail: it would hang with the mail server, and tell who has a second factor by mail.</summary>
    public static async Task<Finding?> HoldsUpALoginAsync(Target target)
    {
        var sink = target.Sink ?? throw new InvalidOperationException("This attack needs the mail sink.");
        var victim = await Victim.WithMailAsync(target);
        await sink.SetModeAsync(victim.Email, SinkMode.Hang);
        try
        {
            var login = victim.LogInAsync();
            return Finding.If(
                await Task.WhenAny(login, Task.Delay(Patience)) != login, "The login waits for a mail server that says nothing.");
        }
        finally
        {
            await sink.SetModeAsync(victim.Email, SinkMode.Accept);
        }
    }
}
