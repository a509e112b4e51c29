using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Makes backup codes and finds them again. At rest a code is PBKDF2-SHA256 over its peppered HMAC with one salt per user: a guess costs one hash however many
/// codes there are, and a database without the pepper lets nobody try (NIST SP 800-63B-4 section 3.1.2.2 allows a small work factor for random codes).
/// </summary>
internal sealed class BackupCodeBook(IMfaStore store, PepperRing peppers, IOptions<TrenchOptions> options, TimeProvider clock)
{
    private const int Iterations = 10_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int Group = 4;

    private readonly TrenchOptions _options = options.Value;

    /// <summary>The shape of a code: an alphabet of one case folds the other; Crockford's also O, I and L.</summary>
    public AnswerShape Shape { get; } = new(
        options.Value.BackupCodesCharacters,
        options.Value.BackupCodesLength,
        options.Value.BackupCodesLength)
    {
        Fold = FoldOf(options.Value.BackupCodesCharacters),
    };

    /// <summary>The counters of backup codes with a salt of the user's own. Made before the first code is, so that all codes share the salt.</summary>
    public static EnsureAccount Prepare(string userId, DateTimeOffset now) => new(userId, AccountKind.Backup, Codes.Token(SaltBytes), now);

    /// <summary>A new set: the codes for the user's eyes, and the change that replaces the old set.</summary>
    public (NewBackupCodes Codes, Change Replacement) Make(string userId, string? enrolmentId, Account? backup)
    {
        var salt = backup?.Salt ?? throw new InvalidOperationException("Backup codes are made after their salt.");
        var now = clock.GetUtcNow();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (codes.Count < _options.BackupCodesQuantity)
        {
            codes.Add(Codes.Text(_options.BackupCodesCharacters, _options.BackupCodesLength));
        }

        var rows = codes.Select(code => new BackupCode
        {
            Id = Codes.Id(),
            UserId = userId,
            EnrolmentId = enrolmentId,
            Hash = Hash(code, userId, salt, peppers.Current),
            PepperId = peppers.Current,
            CreatedAt = now,
        });
        return (
            new NewBackupCodes([.. codes.Select(Grouped)]),
            new ReplaceBackupCodes(userId, enrolmentId, [.. rows]));
    }

    /// <summary>The set a new code of this enrolment belongs to; null is the user's own set.</summary>
    public string? SetOf(Enrolment enrolment) => _options.BackupCodesScope == BackupCodeScope.Enrolment ? enrolment.Id : null;

    /// <summary>The unspent code that the answer is, whatever set it belongs to; null when it is none. The caller spends it by its hash.</summary>
    public async Task<BackupCode?> FindAsync(string userId, Account? backup, string answer, CancellationToken cancellationToken)
    {
        if (backup?.Salt is not { } salt)
        {
            return null;
        }

        foreach (var version in peppers.Versions)
        {
            var found = await store.FindBackupCodeAsync(userId, Hash(answer, userId, salt, version), cancellationToken);
            if (found is not null)
            {
                return found.UsedAt is null ? found : null;
            }
        }

        return null;
    }

    private static string Grouped(string code) =>
        code.Length % Group == 0 ? string.Join('-', code.Chunk(Group).Select(group => new string(group))) : code;

    private static Func<char, char> FoldOf(string alphabet)
    {
        var lower = alphabet.Any(char.IsAsciiLetterLower);
        var upper = alphabet.Any(char.IsAsciiLetterUpper);
        if (alphabet == BackupCodeAlphabet.Crockford)
        {
            return static character => char.ToUpperInvariant(character) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other when char.IsAscii(character) => other,
                _ => character,
            };
        }

        return (lower, upper) switch
        {
            (true, false) => static character => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character,
            (false, true) => static character => char.IsAsciiLetterLower(character) ? (char)(character & ~0x20) : character,
            _ => static character => character,
        };
    }

    private string Hash(string code, string userId, string salt, string version) => Base64Url.EncodeToString(Rfc2898DeriveBytes.Pbkdf2(
        peppers.Mac(version, "bc", userId, code),
        Base64Url.DecodeFromChars(salt),
        Iterations,
        HashAlgorithmName.SHA256,
        HashBytes));
}
