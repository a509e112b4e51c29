namespace Trench.AttackTests;

/// <summary>One proof submitted many times at once where no ticket goes along: at deux, which takes password and code in one request.</summary>
internal static class DeuxRaces
{
    private const int Submissions = 200;

    public static async Task<Finding?> OneBackupCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);

        return await SubmitAsync(victim, new { backup_code = victim.BackupCodes[0] });
    }

    public static async Task<Finding?> OneTotpCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);

        return await SubmitAsync(victim, new { mfa_code = await victim.AppCodeAsync() });
    }

    public static async Task<Finding?> OneMailedCodeAsync(Target target)
    {
        var victim = await Victim.WithMailAsync(target);
        var before = TimeProvider.System.GetUtcNow();
        (await victim.LogInAtDeuxAsync(new { })).Has(200);

        return await SubmitAsync(victim, new { mfa_code = await target.CodeSentToAsync(victim.Email, before) });
    }

    private static async Task<Finding?> SubmitAsync(Victim victim, object proof) => Finding.UnlessSuccessesAre(
        1, await LastByteRace.RunAsync([.. Enumerable.Range(0, Submissions).Select(number => victim.DeuxLogin(number, proof))]));
}
