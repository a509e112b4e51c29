namespace Trench.Tool;

/// <summary>The changes that bring one user's methods into the store, as an activation would.</summary>
internal sealed class ImportedRows(Target target, string userId, string salt, OldCodeShape? shape)
{
    private readonly FactorSeal _seal = target.Part<FactorSeal>();
    private readonly PepperRing _peppers = target.Part<PepperRing>();
    private readonly BackupCodeHash _hashes = target.Part<BackupCodeHash>();
    private readonly string? _shape = shape is null ? null : BackupCodeShape.Write(shape.Characters, shape.Length);

    /// <summary>The changes of one method.</summary>
    public IReadOnlyList<Change> Write(PlannedEnrolment planned, DateTimeOffset now)
    {
        var id = Codes.Id();
        var row = new Enrolment
        {
            Id = id,
            UserId = userId,
            Method = planned.Method,
            SealedFactor = _seal.Seal(planned.Factor, userId, id),
            TargetHint = planned.TargetHint,
            PendingUntil = now + ActivationOpening.PendingFor,
            CreatedAt = now,
        };
        var codes = planned.BackupCodes.Select(code => Row(code, id, now)).ToList();
        var events = new List<MfaEvent> { Note(EventNames.Activated, row, now) };
        var changes = new List<Change>
        {
            new AddEnrolment(row),
            new ActivateEnrolment(id, userId, row.SealedFactor, row.Counter, SealedFactor: null, planned.Reference, now),
        };
        if (codes.Count > 0)
        {
            changes.Add(new ReplaceBackupCodes(userId, id, codes));
            events.Add(Note(EventNames.BackupGenerated, row, now) with { Count = codes.Count });
        }

        changes.Add(new AddEvents(events));
        return changes;
    }

    private BackupCode Row(PlannedCode code, string enrolmentId, DateTimeOffset now) => new()
    {
        Id = Codes.Id(),
        UserId = userId,
        EnrolmentId = enrolmentId,
        Hash = code.Hash is { } hash
            ? _hashes.Of(hash, userId, _peppers.Current)
            : _hashes.Of(code.Text ?? "", userId, salt, _peppers.Current),
        PepperId = _peppers.Current,
        Shape = _shape,
        Scheme = code.Hash?.Scheme,
        CreatedAt = now,
    };

    private MfaEvent Note(string name, Enrolment row, DateTimeOffset now) => new()
    {
        Id = Codes.Id(),
        Name = name,
        At = now,
        UserId = userId,
        Method = row.Method,
        EnrolmentId = row.Id,
        Reason = Importer.Reason,
    };
}
