namespace Trench.Testing;

/// <summary>What the changes of enrolments do to the reference store. Null means lost.</summary>
internal static class EnrolmentMemory
{
    public static Memory? Apply(Memory memory, AddEnrolment change)
    {
        var row = change.Row;
        var taken = memory.EnrolmentsOf(row.UserId).FirstOrDefault(other => other.Method == row.Method && other.Label == row.Label);
        if (taken is { Status: not EnrolmentStatus.Pending } || ReferenceTaken(memory, row, row.Reference))
        {
            return null;
        }

        if (taken is not null)
        {
            memory = ChallengeMemory.CloseOf(memory, row.UserId, taken.Id);
            memory = memory with { Enrolments = memory.Enrolments.Remove(taken.Id) };
        }

        return memory.Enrolments.ContainsKey(row.Id) ? null : memory.With(row);
    }

    public static Memory? Apply(Memory memory, ReplacePendingFactor change) =>
        memory.Enrolment(change.EnrolmentId, change.UserId) is { Status: EnrolmentStatus.Pending } row
            ? ChallengeMemory.CloseOf(memory, row.UserId, row.Id)
                .With(row with { SealedFactor = change.SealedFactor, TargetHint = change.TargetHint, PendingUntil = change.Until })
            : null;

    public static Memory? Apply(Memory memory, DescribeEnrolment change) =>
        memory.Enrolment(change.EnrolmentId, change.UserId) is { } row
            && !memory.EnrolmentsOf(row.UserId)
                .Any(other => other.Id != row.Id && other.Method == row.Method && other.Label == change.Label)
            ? memory.With(row with { Label = change.Label, StartsPaused = change.StartsPaused, StartsPrimary = change.StartsPrimary })
            : null;

    public static Memory? Apply(Memory memory, ActivateEnrolment change)
    {
        if (memory.Enrolment(change.EnrolmentId, change.UserId) is not { Status: EnrolmentStatus.Pending } row
            || row.PendingUntil <= change.Now
            || row.SealedFactor != change.ExpectedFactor
            || ReferenceTaken(memory, row, change.Reference))
        {
            return null;
        }

        return memory.With(row with
        {
            Status = row.StartsPaused ? EnrolmentStatus.Paused : EnrolmentStatus.Active,
            IsPrimary = !row.StartsPaused && !memory.EnrolmentsOf(change.UserId).Any(other => other.IsPrimary),
            Counter = change.Counter,
            SealedFactor = change.SealedFactor ?? row.SealedFactor,
            Reference = change.Reference ?? row.Reference,
            PendingUntil = null,
            ActivatedAt = change.Now,
        });
    }

    public static Memory? Apply(Memory memory, RequestFactorChange change) =>
        Proven(memory, change.EnrolmentId, change.UserId) is { } row
            ? ChallengeMemory.CloseOf(memory, row.UserId, row.Id, Purposes.Enrol)
                .With(row with { PendingFactor = change.PendingFactor, PendingHint = change.PendingHint, PendingUntil = change.Until })
            : null;

    public static Memory? Apply(Memory memory, AcceptFactorChange change) =>
        Proven(memory, change.EnrolmentId, change.UserId) is { } row
            && row.PendingFactor == change.PendingFactor
            && row.PendingUntil > change.Now
            && !ReferenceTaken(memory, row, change.Reference)
            ? ChallengeMemory.CloseOf(memory, row.UserId, row.Id).With(row with
            {
                Reference = change.Reference ?? row.Reference,
                SealedFactor = row.PendingFactor,
                TargetHint = row.PendingHint,
                PendingFactor = null,
                PendingHint = null,
                PendingUntil = null,
                Counter = change.Counter,
            })
            : null;

    public static Memory? Apply(Memory memory, ExpireEnrolment change) =>
        memory.Enrolment(change.EnrolmentId, change.UserId) is { Status: EnrolmentStatus.Pending } row && row.PendingUntil <= change.Now
            ? memory with { Enrolments = memory.Enrolments.Remove(row.Id) }
            : null;

    public static Memory? Apply(Memory memory, UseEnrolment change) =>
        Active(memory, change.EnrolmentId, change.UserId) is { } row && (change.Counter is null || row.Counter < change.Counter)
            ? memory.With(row with { Counter = change.Counter ?? row.Counter, LastUsedAt = change.Now })
            : null;

    public static Memory? Apply(Memory memory, MakePrimary change)
    {
        if (Active(memory, change.EnrolmentId, change.UserId) is not { } row)
        {
            return null;
        }

        var others = memory.EnrolmentsOf(change.UserId).Where(other => other.IsPrimary && other.Id != row.Id);
        return others.Aggregate(memory, (rows, other) => rows.With(other with { IsPrimary = false })).With(row with { IsPrimary = true });
    }

    public static Memory? Apply(Memory memory, RemoveEnrolment change)
    {
        if (memory.Enrolment(change.EnrolmentId, change.UserId) is not { } row
            || (change.IsOnlyPending && row.Status != EnrolmentStatus.Pending))
        {
            return null;
        }

        var isLast = memory.EnrolmentsOf(change.UserId).All(other => other.Id == row.Id || other.Status == EnrolmentStatus.Pending);
        var successor = change.NewPrimaryId is { } id && id != row.Id ? Active(memory, id, change.UserId) : null;
        if (row.IsPrimary && successor is null && OthersActive(memory, row))
        {
            return null;
        }

        memory = ChallengeMemory.CloseOf(memory, change.UserId, row.Id) with
        {
            Enrolments = memory.Enrolments.Remove(row.Id),
            BackupCodes = memory.BackupCodes.RemoveRange(
                memory.BackupCodes.Where(code => code.Key.UserId == row.UserId
                    && (code.Value.EnrolmentId == row.Id || (isLast && code.Value.EnrolmentId is null))).Select(code => code.Key)),
        };
        return row.IsPrimary && successor is not null ? memory.With(successor with { IsPrimary = true }) : memory;
    }

    public static Memory Apply(Memory memory, RemoveFactors change)
    {
        var closed = ChallengeMemory.Apply(memory, new CloseChallenges(change.UserId, EnrolmentId: null)) ?? memory;
        closed = closed with
        {
            Enrolments = closed.Enrolments.RemoveRange(closed.EnrolmentsOf(change.UserId).Select(row => row.Id)),
            BackupCodes = closed.BackupCodes.RemoveRange(closed.BackupCodes.Keys.Where(key => key.UserId == change.UserId)),
        };
        return change.KeepsCounters ? closed : closed with
        {
            Accounts = closed.Accounts.RemoveRange(closed.Accounts.Keys.Where(key => key.UserId == change.UserId)),
            FailureDays = closed.FailureDays.RemoveRange(closed.FailureDays.Keys.Where(key => key.UserId == change.UserId)),
        };
    }

    public static Memory? Apply(Memory memory, PauseEnrolment change)
    {
        if (memory.Enrolment(change.EnrolmentId, change.UserId) is not { Status: not EnrolmentStatus.Pending } row)
        {
            return null;
        }

        if (change.Paused)
        {
            return row.IsPrimary && OthersActive(memory, row)
                ? null
                : ChallengeMemory.CloseOf(memory, row.UserId, row.Id)
                    .With(row with { Status = EnrolmentStatus.Paused, IsPrimary = false });
        }

        var first = !memory.EnrolmentsOf(change.UserId).Any(other => other.IsPrimary && other.Id != row.Id);
        return memory.With(row with { Status = EnrolmentStatus.Active, IsPrimary = first });
    }

    private static Enrolment? Active(Memory memory, string id, string userId) =>
        memory.Enrolment(id, userId) is { Status: EnrolmentStatus.Active } row ? row : null;

    private static Enrolment? Proven(Memory memory, string id, string userId) =>
        memory.Enrolment(id, userId) is { Status: not EnrolmentStatus.Pending } row ? row : null;

    private static bool OthersActive(Memory memory, Enrolment row) =>
        memory.EnrolmentsOf(row.UserId).Any(other => other.Id != row.Id && other.Status == EnrolmentStatus.Active);

    private static bool ReferenceTaken(Memory memory, Enrolment row, string? reference) =>
        reference is not null
        && memory.Enrolments.Values.Any(other => other.Id != row.Id && other.Method == row.Method && other.Reference == reference);
}
