namespace Trench.Tool;

/// <summary>What may be said of a row.</summary>
/// <param name="Text">The sentence of the report; the ids of rows follow it.</param>
/// <param name="LeavesOut">Whether something that was in use does not come over.</param>
internal sealed record NoteKind(string Text, bool LeavesOut)
{
    /// <summary>Not in use in the old application.</summary>
    public static readonly NoteKind Inactive = new("Not active in the old application, so not taken over", false);

    /// <summary>80 to 159 bits.</summary>
    public static readonly NoteKind WeakSecret = new(
        $"Weak secret (under {OldSecret.StrongBits} bits), taken over all the same; ask these people to enrol anew", false);

    /// <summary>Under 80 bits.</summary>
    public static readonly NoteKind ShortSecret = new($"Secret under {OldSecret.FewestBits} bits, left out", true);

    /// <summary>A message method without an address.</summary>
    public static readonly NoteKind NoTarget = new(
        "No usable address or number of the user found, left out (see --users-table, --email-column, --phone-column)", true);

    /// <summary>A name without a kind.</summary>
    public static readonly NoteKind UnknownKind = new("Method of an unknown name, left out (see --kind)", true);

    /// <summary>Not in the user map.</summary>
    public static readonly NoteKind UnknownUser = new("User is not in the user map, left out", true);

    /// <summary>A YubiKey row without device.</summary>
    public static readonly NoteKind NoDevice = new("YubiKey without a public id of 12 modhex characters, left out", true);

    /// <summary>One device, two owners.</summary>
    public static readonly NoteKind DeviceTaken = new("YubiKey that another user has already, left out", true);

    /// <summary>Two rows become one method.</summary>
    public static readonly NoteKind SameMethod = new("Second method of the same new name of one user, left out (see --method)", true);

    /// <summary>Active methods, none primary: login went through without a second step (weakness 18b of the original).</summary>
    public static readonly NoteKind NoPrimary = new(
        "User had active methods and no primary one, so the old login asked for none; the first one is primary now", false);

    /// <summary>The primary one could not come.</summary>
    public static readonly NoteKind PrimaryMoved = new("Primary method left out, so another one of the user is primary now", false);

    /// <summary>Nothing could come.</summary>
    public static readonly NoteKind Unprotected = new(
        "None of the user's active methods could be taken over: these people sign in WITHOUT a second step", true);

    /// <summary>Plain codes of another shape.</summary>
    public static readonly NoteKind OtherShape = new("Backup codes of another length or alphabet than given, left out", true);

    /// <summary>Another hasher.</summary>
    public static readonly NoteKind OtherHash = new(
        $"Backup codes under another hash than pbkdf2_sha256 with at most {DjangoHash.MostIterations} iterations, left out", true);

    /// <summary>Over the limit.</summary>
    public static readonly NoteKind OverLimit = new(
        $"Hashed backup codes beyond {LegacyBackupCodes.MostSlowHashes} of one user, left out: each costs a slow hash at every guess",
        true);

    /// <summary>There already.</summary>
    public static readonly NoteKind Exists = new("The user has this method already, nothing changed", false);

    /// <summary>An earlier run brought it.</summary>
    public static readonly NoteKind ImportedBefore = new("Taken over by an earlier run and removed since, nothing changed", false);
}

/// <summary>What is to be said of the rows.</summary>
internal sealed class ImportNotes
{
    private readonly List<(NoteKind Kind, string Row)> _notes = [];

    /// <summary>Whether something that was in use does not come over.</summary>
    public bool LeaveOut => _notes.Any(note => note.Kind.LeavesOut);

    /// <summary>The rows by what is said of them, what was left out first.</summary>
    public IEnumerable<(NoteKind Kind, IReadOnlyList<string> Rows)> ByKind => _notes
        .GroupBy(note => note.Kind)
        .OrderByDescending(group => group.Key.LeavesOut)
        .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(note => note.Row).Distinct()]));

    /// <summary>Says something of a row.</summary>
    public void Add(NoteKind kind, string row) => _notes.Add((kind, row));
}
