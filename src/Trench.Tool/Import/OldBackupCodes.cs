namespace Trench.Tool;

/// <summary>Reads the backup codes of one user's rows, the primary one's first, and holds them to the limit of slow hashes.</summary>
internal sealed class OldBackupCodes(OldCodeShape? shape, ImportNotes notes)
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private int _slow;

    /// <summary>The codes of a row that can be taken over.</summary>
    public IReadOnlyList<PlannedCode> Read(DjangoRow row) => shape is null
        ? []
        : [.. Split(row.BackupCodes, shape.Characters).Select(entry => ReadEntry(entry, row, shape)).OfType<PlannedCode>()];

    // 0.3 joins with a bar, 0.2 with a comma. Neither is in a hash; what is in the alphabet does not separate.
    private static string[] Split(string joined, string alphabet)
    {
        var separator = joined.Contains('|', StringComparison.Ordinal) || alphabet.Contains(',', StringComparison.Ordinal) ? '|' : ',';
        return joined.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private PlannedCode? ReadEntry(string entry, DjangoRow row, OldCodeShape expected)
    {
        if (expected.Answers.Read(entry) is { } text)
        {
            return _texts.Add(text) ? new PlannedCode(text, null) : null;
        }

        if (DjangoHash.Read(entry) is { } hash)
        {
            if (++_slow <= LegacyBackupCodes.MostSlowHashes)
            {
                return new PlannedCode(null, hash);
            }

            notes.Add(NoteKind.OverLimit, row.Id);
            return null;
        }

        notes.Add(entry.Contains('$', StringComparison.Ordinal) ? NoteKind.OtherHash : NoteKind.OtherShape, row.Id);
        return null;
    }
}
