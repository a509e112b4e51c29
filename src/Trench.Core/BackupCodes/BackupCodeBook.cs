using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>An answer in the forms of backup codes: the engine's own, and those of imported codes it could be.</summary>
internal sealed record BackupAnswer(string? Own, IReadOnlyList<LegacyAnswer> Imported)
{
    public override string ToString() => "***";
}

/// <summary>Makes backup codes and finds them again; <see cref="BackupCodeHash"/> says what is stored of them.</summary>
internal sealed class BackupCodeBook(
    IMfaStore store,
    BackupCodeHash hashes,
    HashLine line,
    LegacyBackupCodes legacy,
    PepperRing peppers,
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    private const int SaltBytes = 16;
    private const int Group = 4;

    private readonly TrenchOptions _options = options.Value;
    private readonly AnswerShape _shape = BackupCodeShape.Of(options.Value.BackupCodesCharacters, options.Value.BackupCodesLength);

    /// <summary>
    /// The counters of backup codes with a salt of the user's own. Made before the first code is, so that all codes share the salt.
    /// </summary>
    public static EnsureAccount Prepare(string userId, DateTimeOffset now) => new(userId, AccountKind.Backup, Codes.Token(SaltBytes), now);

    /// <summary>A new set: the codes for the user's eyes, and the change that replaces the old set.</summary>
    public (NewBackupCodes Codes, Change Replacement) Make(string userId, string? enrolmentId, Account? backup)
    {
        var salt = SaltOf(backup);
        var now = clock.GetUtcNow();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (codes.Count < _options.BackupCodesQuantity)
        {
            codes.Add(Codes.Text(_options.BackupCodesCharacters, _options.BackupCodesLength));
        }

        return (
            new NewBackupCodes([.. codes.Select(Grouped)]),
            new ReplaceBackupCodes(userId, enrolmentId, [.. codes.Select(code => Row(code, userId, enrolmentId, salt, now))]));
    }

    /// <summary>One code beside the others. One of another length than theirs says so in its row, as imported codes do.</summary>
    public (string Code, Change Addition) MakeOne(string userId, string? enrolmentId, Account? backup, SingleBackupCode terms)
    {
        var code = Codes.Text(_options.BackupCodesCharacters, terms.Length);
        var row = Row(code, userId, enrolmentId, SaltOf(backup), clock.GetUtcNow()) with
        {
            Shape = terms.Length == _options.BackupCodesLength ? null : BackupCodeShape.Write(_options.BackupCodesCharacters, terms.Length),
            Origin = terms.Origin,
        };
        return (code, new AddBackupCode(row, terms.Newest));
    }

    /// <summary>The set a new code of this enrolment belongs to; null is the user's own set.</summary>
    public string? SetOf(Enrolment enrolment) => _options.BackupCodesScope == BackupCodeScope.Enrolment ? enrolment.Id : null;

    /// <summary>Whether it could be anybody's backup code.</summary>
    public async Task<bool> IsConceivableAsync(string raw, CancellationToken cancellationToken) =>
        _shape.Read(raw) is not null || await legacy.IsConceivableAsync(raw, cancellationToken);

    /// <summary>The answer as a backup code of this user; null when it looks like none.</summary>
    public async Task<BackupAnswer?> RecogniseAsync(
        string userId, string raw, Func<string?, bool> acceptsSet, CancellationToken cancellationToken)
    {
        var answer = new BackupAnswer(_shape.Read(raw), await legacy.RecogniseAsync(userId, raw, acceptsSet, cancellationToken));
        return answer.Own is null && answer.Imported.Count == 0 ? null : answer;
    }

    /// <summary>
    /// The unspent code that the answer is, whatever set it belongs to; null when it is none. The caller spends it by its hash. It can be
    /// called off only until its first hash has begun: who hung up later would have had a guess.
    /// </summary>
    public async Task<BackupCode?> FindAsync(string userId, Account? backup, BackupAnswer answer, CancellationToken cancellationToken)
    {
        if (backup?.Salt is not { } salt)
        {
            return null;
        }

        var untilBegun = cancellationToken;
        if (answer.Own is { } own)
        {
            foreach (var version in await PeppersAsync(userId, cancellationToken))
            {
                var hash = await line.RunAsync(userId, () => hashes.Of(own, userId, salt, version), untilBegun);
                untilBegun = CancellationToken.None;
                var found = await store.FindBackupCodeAsync(userId, hash, CancellationToken.None);
                if (found is not null)
                {
                    return found.UsedAt is null ? found : null;
                }
            }
        }

        return answer.Imported.Count == 0
            ? null
            : await line.RunAsync(userId, () => legacy.Find(userId, salt, answer.Imported), untilBegun);
    }

    // Those that the user's codes were made with, a lost one last: then the answer cannot be called wrong. Who has no code pays for a hash all
    // the same.
    private async Task<IReadOnlyList<string>> PeppersAsync(string userId, CancellationToken cancellationToken)
    {
        var used = await store.ListPeppersAsync(userId, cancellationToken);
        return used.Count == 0 ? [peppers.Current] : [.. used.OrderBy(version => !peppers.Has(version))];
    }

    private static string SaltOf(Account? backup) =>
        backup?.Salt ?? throw new InvalidOperationException("Backup codes are made after their salt.");

    private BackupCode Row(string code, string userId, string? enrolmentId, string salt, DateTimeOffset now) => new()
    {
        Id = Codes.Id(),
        UserId = userId,
        EnrolmentId = enrolmentId,
        Hash = hashes.Of(code, userId, salt, peppers.Current),
        PepperId = peppers.Current,
        CreatedAt = now,
    };

    private static string Grouped(string code) =>
        code.Length % Group == 0 ? string.Join('-', code.Chunk(Group).Select(group => new string(group))) : code;
}
