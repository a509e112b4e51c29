namespace Trench.Tool;

/// <summary>Makes the plan out of the old rows. It reads and writes nothing; what it cannot take over it notes.</summary>
internal sealed class ImportPlanner(ImportSettings settings, DjangoContent content, ImportNotes notes)
{
    private readonly List<RowFault> _faults = [.. content.Faults];
    private readonly HashSet<(string Method, string Reference)> _devices = [];

    /// <summary>The users with something to take over.</summary>
    /// <exception cref="StopException">Rows make no sense.</exception>
    public IReadOnlyList<PlannedUser> Plan()
    {
        foreach (var row in content.Rows.Where(row => !row.IsActive))
        {
            notes.Add(NoteKind.Inactive, row.Id);
        }

        var active = content.Rows.Where(row => row.IsActive).GroupBy(row => row.UserId, StringComparer.Ordinal);
        var users = active.Select(PlanUser).OfType<PlannedUser>().ToList();
        return _faults.Count == 0 ? users : throw new StopException(
            ExitCodes.SourceRefused,
            $"The source holds rows that make no sense, and nothing was written. Mend or delete them:{Environment.NewLine}"
                + string.Join(Environment.NewLine, _faults.Select(fault => $"  row {fault.Row} {fault.Text}.")));
    }

    private PlannedUser? PlanUser(IGrouping<string, DjangoRow> rows)
    {
        var primaries = rows.Where(row => row.IsPrimary).ToList();
        foreach (var row in primaries.Skip(1))
        {
            _faults.Add(new RowFault(row.Id, $"is primary, and so is row {primaries[0].Id} of the same user"));
        }

        if (UserOf(rows.Key) is not { } user)
        {
            Note(NoteKind.UnknownUser, rows);
            return null;
        }

        var planned = PlanEnrolments(rows.OrderByDescending(row => row.IsPrimary));
        if (planned.Count == 0)
        {
            Note(NoteKind.Unprotected, rows);
            return null;
        }

        if (primaries.Count == 0)
        {
            notes.Add(NoteKind.NoPrimary, planned[0].Row);
        }
        else if (planned[0].Row != primaries[0].Id)
        {
            notes.Add(NoteKind.PrimaryMoved, primaries[0].Id);
        }

        return new PlannedUser(user, planned);
    }

    private List<PlannedEnrolment> PlanEnrolments(IEnumerable<DjangoRow> rows)
    {
        var codes = new OldBackupCodes(settings.BackupCodes, notes);
        var planned = new List<PlannedEnrolment>();
        foreach (var row in rows)
        {
            var method = settings.Methods.GetValueOrDefault(row.Name, row.Name);
            if (planned.Any(other => other.Method == method))
            {
                notes.Add(NoteKind.SameMethod, row.Id);
            }
            else if (Factor(row, method) is { } factor)
            {
                planned.Add(new PlannedEnrolment(row.Id, method, factor.Factor, factor.Hint, factor.Reference, codes.Read(row)));
            }
        }

        return planned;
    }

    private OldFactor? Factor(DjangoRow row, string method)
    {
        if (!settings.Kinds.TryGetValue(row.Name, out var kind))
        {
            notes.Add(NoteKind.UnknownKind, row.Id);
            return null;
        }

        var user = content.Users.GetValueOrDefault(row.UserId, DjangoUser.Unknown);
        var (factor, note) = kind switch
        {
            OldKind.App => OldFactor.OfApp(row.Secret),
            OldKind.Email => OldFactor.OfEmail(user.Email),
            OldKind.Sms => OldFactor.OfPhone(user.Phone),
            OldKind.Yubi => OldFactor.OfDevice(row.Secret),
            _ => throw new InvalidOperationException($"The kind {kind} has no rule."),
        };
        if (factor is null && note is null)
        {
            _faults.Add(new RowFault(row.Id, "has a secret that is no base32"));
        }

        if (factor?.Reference is { } device && !_devices.Add((method, device)))
        {
            (factor, note) = (null, NoteKind.DeviceTaken);
        }

        if (note is not null)
        {
            notes.Add(note, row.Id);
        }

        return factor;
    }

    private string? UserOf(string old) => settings.Users is null ? old : settings.Users.GetValueOrDefault(old);

    private void Note(NoteKind kind, IEnumerable<DjangoRow> rows)
    {
        foreach (var row in rows)
        {
            notes.Add(kind, row.Id);
        }
    }
}
