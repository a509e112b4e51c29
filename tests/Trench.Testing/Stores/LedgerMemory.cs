namespace Trench.Testing;

/// <summary>What the changes of backup codes, messages, sessions and events do to the reference store. Null means lost.</summary>
internal static class LedgerMemory
{
    public static Memory? Apply(Memory memory, ReplaceBackupCodes change)
    {
        var old = memory.BackupCodes.Where(code => code.Key.UserId == change.UserId && code.Value.EnrolmentId == change.EnrolmentId);
        memory = memory with { BackupCodes = memory.BackupCodes.RemoveRange(old.Select(code => code.Key)) };
        if (memory.Accounts.TryGetValue((change.UserId, AccountKind.Backup), out var account))
        {
            memory = memory.With(account with { CodesVoidAt = null });
        }

        return change.Rows.Aggregate(memory, (rows, row) => rows.With(row));
    }

    public static Memory Apply(Memory memory, AddBackupCode change)
    {
        var older = memory.BackupCodes.Values
            .Where(row => row.UserId == change.Row.UserId && row.UsedAt is null && row.Origin is not null && row.Origin == change.Row.Origin)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal)
            .Skip(change.Newest - 1);
        return (memory with { BackupCodes = memory.BackupCodes.RemoveRange(older.Select(row => (row.UserId, row.Hash))) }).With(change.Row);
    }

    public static Memory? Apply(Memory memory, SpendBackupCode change) =>
        memory.BackupCodes.TryGetValue((change.UserId, change.Hash), out var row) && row.UsedAt is null
            ? memory.With(row with { UsedAt = change.Now })
            : null;

    public static Memory Apply(Memory memory, AddMessage change)
    {
        var waiting = memory.Messages.Values
            .Where(row => row.ChallengeId is not null && row.ChallengeId == change.Row.ChallengeId && row.State == OutboxState.Queued);
        return waiting.Aggregate(memory, (rows, row) => rows.With(Finished(row, OutboxState.Abandoned))).With(change.Row);
    }

    public static Memory? Apply(Memory memory, RetryMessage change) =>
        Held(memory, change.MessageId, change.Owner) is { } row
            ? memory.With(row with { NextAttemptAt = change.NextAttemptAt, LeaseOwner = null, LeaseUntil = null })
            : null;

    public static Memory? Apply(Memory memory, AbandonMessage change) =>
        Held(memory, change.MessageId, change.Owner) is { } row ? memory.With(Finished(row, OutboxState.Abandoned)) : null;

    public static Memory? Apply(Memory memory, CountSend change) =>
        change.Limits.All(limit => memory.Sends
            .Where(sent => sent.Key == change.Row.Key && sent.At > change.Row.At - limit.Period)
            .Count() < limit.Count)
            ? memory with { Sends = memory.Sends.Add(change.Row) }
            : null;

    public static Memory Apply(Memory memory, RefundSends change) =>
        memory with
        {
            Sends = memory.Sends.RemoveAll(sent => sent.ChallengeId == change.ChallengeId && sent.At == (change.CountedAt ?? sent.At)),
        };

    public static Memory? Apply(Memory memory, AddSession change) =>
        memory.Sessions.ContainsKey(change.Row.Id)
            || (change.IsWithoutMethod && memory.EnrolmentsOf(change.Row.UserId).Any(row => row.Status == EnrolmentStatus.Active))
            ? null
            : memory.With(change.Row);

    public static Memory? Apply(Memory memory, RotateSession change) =>
        memory.Sessions.TryGetValue(change.SessionId, out var row)
            && row.SecretHash == change.OldSecretHash
            && row.EndedAt is null
            && row.ExpiresAt > change.Now
            ? memory.With(row with { SecretHash = change.NewSecretHash, ExpiresAt = change.ExpiresAt })
            : null;

    public static Memory Apply(Memory memory, RenewProof change) =>
        memory.Sessions.TryGetValue(change.SessionId, out var row) && !(row.ProofUntil >= change.Until)
            ? memory.With(row with { ProofUntil = change.Until })
            : memory;

    public static Memory? Apply(Memory memory, EndSession change) =>
        memory.Sessions.TryGetValue(change.SessionId, out var row) && row.EndedAt is null
            ? memory.With(row with { EndedAt = change.Now })
            : null;

    public static Memory Apply(Memory memory, EndSessions change) =>
        memory.Sessions.Values
            .Where(row => row.UserId == change.UserId && row.EndedAt is null && row.Id != change.ExceptId)
            .Aggregate(memory, (rows, row) => rows.With(row with { EndedAt = change.Now }));

    public static Memory Apply(Memory memory, AddEvents change) => memory with { Events = memory.Events.AddRange(change.Rows) };

    /// <summary>A message that waits and is leased to this owner; null when it is not.</summary>
    public static OutboxMessage? Held(Memory memory, string messageId, string owner) =>
        memory.Messages.TryGetValue(messageId, out var row) && row.State == OutboxState.Queued && row.LeaseOwner == owner ? row : null;

    public static OutboxMessage Finished(OutboxMessage row, OutboxState state) =>
        row with { State = state, SealedBody = null, LeaseOwner = null, LeaseUntil = null };
}
