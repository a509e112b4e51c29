namespace Trench;

/// <summary>A set of backup codes in clear, for the one answer that shows it. Empty when the user keeps an older set.</summary>
/// <param name="Codes">The codes, grouped for reading.</param>
public sealed record NewBackupCodes(IReadOnlyList<string> Codes)
{
    /// <summary>No new codes.</summary>
    public static readonly NewBackupCodes None = new([]);

    /// <summary>Hides the codes.</summary>
    public override string ToString() => $"{Codes.Count} codes";
}
