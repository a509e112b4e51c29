namespace Trench.Tool;

/// <summary>How the rows of the old application are understood.</summary>
/// <param name="Methods">New names of methods by old ones; a name that is not here stays.</param>
/// <param name="Kinds">Kinds of methods by old name.</param>
/// <param name="Users">New ids of users by old ones; null when they are the same.</param>
/// <param name="BackupCodes">What the old backup codes look like; null to leave them behind.</param>
internal sealed record ImportSettings(
    IReadOnlyDictionary<string, string> Methods,
    IReadOnlyDictionary<string, OldKind> Kinds,
    IReadOnlyDictionary<string, string>? Users,
    OldCodeShape? BackupCodes);

/// <summary>The old <c>BACKUP_CODES_CHARACTERS</c> and <c>BACKUP_CODES_LENGTH</c>.</summary>
internal sealed record OldCodeShape(string Characters, int Length)
{
    private const int ShortestLength = 6;
    private const int LongestLength = 48;
    private const int FewestCharacters = 2;

    // Codes of the other methods are 6 to 8 digits: an answer that could be either would have to be counted against both budgets.
    private const int LongestOtp = 8;

    /// <summary>The shape as the engine reads answers.</summary>
    public AnswerShape Answers => BackupCodeShape.Of(Characters, Length);

    /// <summary>Why such codes cannot be taken over; null when they can.</summary>
    public string? Fault => this switch
    {
        { Length: < ShortestLength or > LongestLength } => $"--backup-length is not {ShortestLength} to {LongestLength}.",
        _ when Characters.Any(character => character is <= ' ' or > '~' or '-') || Characters.Distinct().Count() is var different
            && (different < FewestCharacters || different < Characters.Length) =>
            "--backup-characters takes the old BACKUP_CODES_CHARACTERS: printable ASCII without space and hyphen, each character once.",
        { Length: <= LongestOtp } when Characters.All(char.IsAsciiDigit) =>
            $"Backup codes of {Length} digits look like the codes of an app or a message and cannot be taken over: add --no-backup-codes, "
            + "and let people make new ones.",
        _ => null,
    };
}
