using Microsoft.EntityFrameworkCore;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>Can the secrets that people have be read, and are they long enough?</summary>
internal static class SecretCheckup
{
    /// <summary>What is found where nothing can be looked at.</summary>
    public const string Skipped = "The secrets of enrolments were not checked, because their keys cannot be opened.";

    private const int StrongBits = 160;

    public static async Task<IReadOnlyList<string>> FindAsync(Target target, CancellationToken cancellationToken)
    {
        var rows = target.Context.Set<Enrolment>().AsNoTracking().Where(row => row.SealedFactor != null);
        if (!await rows.AnyAsync(cancellationToken))
        {
            return [];
        }

        return CanOpen(target) ? await CountAsync(rows, target.Part<FactorSeal>(), cancellationToken) : [Skipped];
    }

    // Where none of its keys is left, Data Protection would make a new one at the first secret, and a visit changes nothing.
    private static bool CanOpen(Target target)
    {
        var seal = target.Part<KeyRingSeal>();
        return target.Part<StoredKeys>().Read()
            .Any(row => row.Name.StartsWith(KeyCensus.KeyPrefix, StringComparison.Ordinal) && seal.Find(row.MasterId) is not null);
    }

    private static async Task<IReadOnlyList<string>> CountAsync(
        IQueryable<Enrolment> rows, FactorSeal seal, CancellationToken cancellationToken)
    {
        var (weak, unreadable) = (0, 0);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            try
            {
                weak += seal.Open(row.SealedFactor, row.UserId, row.Id).Secret.Length is > 0 and < StrongBits / 8 ? 1 : 0;
            }
            catch (SecretUnavailableException)
            {
                unreadable++;
            }
        }

        return
        [
            .. EnrolmentCheckup.Some(weak, $"{weak} enrolments have a secret under {StrongBits} bits: ask these people to enrol anew."),
            .. EnrolmentCheckup.Some(
                unreadable, $"{unreadable} enrolments cannot be read: their key is lost, or they were copied from another row."),
        ];
    }
}
