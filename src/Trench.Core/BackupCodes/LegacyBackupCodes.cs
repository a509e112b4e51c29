namespace Trench;

/// <summary>An answer in the form that an imported code has.</summary>
internal sealed record LegacyAnswer(BackupCode Row, string Text)
{
    public override string ToString() => $"LegacyAnswer {Row.Id}";
}

/// <summary>
/// Backup codes that came from django-trench. Their rows say which shape they have and, where only Django's hash of them was known, how it
/// is computed: each such code has a salt of its own, so a guess costs one slow hash per unspent code. The gate therefore charges it before
/// it is tried.
/// </summary>
internal sealed class LegacyBackupCodes(IMfaStore store, BackupCodeHash hashes)
{
    /// <summary>The most slow hashes one guess may cost; an import takes no more codes of a user that need one.</summary>
    public const int MostSlowHashes = 10;

    /// <summary>Whether anybody's imported code looks like this.</summary>
    public async Task<bool> IsConceivableAsync(string raw, CancellationToken cancellationToken) =>
        raw.Length <= AnswerShape.LongestRaw
        && (await store.ListImportedShapesAsync(cancellationToken)).Any(shape => BackupCodeShape.Read(shape).Read(raw) is not null);

    /// <summary>The user's unspent imported codes that the answer could be.</summary>
    public async Task<IReadOnlyList<LegacyAnswer>> RecogniseAsync(
        string userId, string raw, Func<string?, bool> acceptsSet, CancellationToken cancellationToken)
    {
        var answers = new List<LegacyAnswer>();
        foreach (var row in await store.ListImportedCodesAsync(userId, cancellationToken))
        {
            if (acceptsSet(row.EnrolmentId) && row.Shape is { } shape && BackupCodeShape.Read(shape).Read(raw) is { } text)
            {
                answers.Add(new LegacyAnswer(row, text));
            }
        }

        return answers;
    }

    /// <summary>The code that the answer is; null when it is none. The cheap ones are tried first.</summary>
    /// <remarks>Nothing cancels it: a caller who hangs up in the middle would get the charge back for hashes that were computed.</remarks>
    public BackupCode? Find(string userId, string salt, IReadOnlyList<LegacyAnswer> answers)
    {
        var quick = answers.Where(answer => answer.Row.Scheme is null).ToList();
        var known = quick.Select(answer => (answer.Text, answer.Row.PepperId)).Distinct()
            .Select(guess => hashes.Of(guess.Text, userId, salt, guess.PepperId)).ToHashSet(StringComparer.Ordinal);
        if (quick.FirstOrDefault(answer => known.Contains(answer.Row.Hash)) is { } found)
        {
            return found.Row;
        }

        foreach (var (row, text) in answers.Where(answer => answer.Row.Scheme is not null).Take(MostSlowHashes))
        {
            if (row.Scheme is { } scheme && Digest.Same(hashes.Of(DjangoHash.Compute(scheme, text), userId, row.PepperId), row.Hash))
            {
                return row;
            }
        }

        return null;
    }
}
