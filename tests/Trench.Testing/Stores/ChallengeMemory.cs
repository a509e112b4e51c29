namespace Trench.Testing;

/// <summary>What the changes of challenges do to the reference store. Null means lost.</summary>
internal static class ChallengeMemory
{
    public static Memory? Apply(Memory memory, OpenChallenge change)
    {
        var row = change.Row;
        if (memory.Challenges.ContainsKey(row.Id) || (row.TicketHash is { } taken && memory.Tickets.ContainsKey(taken)))
        {
            return null;
        }

        var rivals = row.UserId is null
            ? []
            : memory.Challenges.Values
                .Where(other => (other.UserId, other.Purpose, other.Facade) == (row.UserId, row.Purpose, row.Facade))
                .Where(other => other.State == ChallengeState.Open && other.ExpiresAt > row.CreatedAt)
                .OrderByDescending(other => other.CreatedAt)
                .ThenByDescending(other => other.Id, StringComparer.Ordinal)
                .ToList();
        if (rivals.Any(other => (other.EnrolmentId, other.Client) == (row.EnrolmentId, row.Client)
            && other.Attempts < other.MaxAttempts
            && other.LastSentAt > row.CreatedAt - change.Cooldown))
        {
            return null;
        }

        if (change.LiveLimit is { } limit)
        {
            if (change.RefuseOverLimit && rivals.Count >= limit)
            {
                return null;
            }

            memory = rivals.Skip(limit - 1).Aggregate(memory, Close);
        }

        memory = row.TicketHash is { } hash ? memory with { Tickets = memory.Tickets.Add(hash, row.Id) } : memory;
        return memory.With(row);
    }

    public static Memory? Apply(Memory memory, ReplaceCode change)
    {
        if (Live(memory, change.ChallengeId, change.Now) is not { } row)
        {
            return null;
        }

        if (change.SendsMessage && row.LastSentAt > change.Now - change.Cooldown)
        {
            return null;
        }

        return memory.With(row with
        {
            EnrolmentId = change.EnrolmentId,
            Method = change.Method,
            CodeHash = change.CodeHash,
            CodeExpiresAt = change.CodeExpiresAt,
            LastSentAt = change.SendsMessage ? change.Now : row.LastSentAt,
        });
    }

    public static Memory Apply(Memory memory, ForgetMessage change) =>
        memory.Challenges.TryGetValue(change.ChallengeId, out var row) && row.LastSentAt <= change.SentBy
            ? memory.With(row with { LastSentAt = null })
            : memory;

    public static Memory? Apply(Memory memory, PaceChallenge change) =>
        Answerable(memory, change.ChallengeId, codeHash: null, charged: true, change.Now) is { } row && !(row.NextAnswerAt > change.Now)
            ? memory.With(row with { NextAnswerAt = change.Now + change.Pause })
            : null;

    public static Memory? Apply(Memory memory, ChargeChallenge change) =>
        Live(memory, change.ChallengeId, change.Now) is { } row ? memory.With(row with { Attempts = row.Attempts + 1 }) : null;

    public static Memory Apply(Memory memory, RefundChallenge change) =>
        memory.Challenges.TryGetValue(change.ChallengeId, out var row) && row.Attempts > 0
            ? memory.With(row with { Attempts = row.Attempts - 1 })
            : memory;

    public static Memory? Apply(Memory memory, SpendChallenge change) =>
        Answerable(memory, change.ChallengeId, change.CodeHash, change.Charged, change.Now) is { } row
            ? memory.With(row with { State = ChallengeState.Spent, Attempts = Left(row, change.Charged) })
            : null;

    public static Memory? Apply(Memory memory, AnswerChallenge change) =>
        Answerable(memory, change.ChallengeId, change.CodeHash, change.Charged, change.Now) is { } row
            ? memory.With(row with
            {
                State = ChallengeState.Answered,
                Attempts = Left(row, change.Charged),
                SealedData = change.SealedData ?? row.SealedData,
            })
            : null;

    public static Memory? Apply(Memory memory, UseChallenge change) =>
        memory.Challenges.TryGetValue(change.ChallengeId, out var row)
            && row.State == ChallengeState.Answered
            && row.ExpiresAt > change.Now
            ? memory.With(row with { State = ChallengeState.Spent })
            : null;

    public static Memory Apply(Memory memory, CloseChallenge change) =>
        memory.Challenges.TryGetValue(change.ChallengeId, out var row) && row.State is ChallengeState.Open or ChallengeState.Answered
            ? Close(memory, row)
            : memory;

    public static Memory Apply(Memory memory, CloseChallenges change) => CloseOf(memory, change.UserId, change.EnrolmentId, change.Purpose);

    public static Memory CloseOf(Memory memory, string userId, string? enrolmentId, string? purpose = null) =>
        memory.Challenges.Values
            .Where(row => row.UserId == userId && (enrolmentId is null || row.EnrolmentId == enrolmentId))
            .Where(row => purpose is null || row.Purpose == purpose)
            .Where(row => row.State is ChallengeState.Open or ChallengeState.Answered)
            .Aggregate(memory, Close);

    public static Memory CloseUnder(Memory memory, string methodConfigId) =>
        memory.Challenges.Values
            .Where(row => row.MethodConfigId == methodConfigId && row.State is (ChallengeState.Open or ChallengeState.Answered))
            .Aggregate(memory, Close);

    // What a right answer was charged is taken back.
    private static int Left(Challenge row, bool charged) => charged && row.Attempts > 0 ? row.Attempts - 1 : row.Attempts;

    private static Memory Close(Memory memory, Challenge row) => memory.With(row with { State = ChallengeState.Closed });

    private static Challenge? Live(Memory memory, string id, DateTimeOffset now) =>
        Answerable(memory, id, codeHash: null, charged: false, now);

    private static Challenge? Answerable(Memory memory, string id, string? codeHash, bool charged, DateTimeOffset now) =>
        memory.Challenges.TryGetValue(id, out var row)
            && row.State == ChallengeState.Open
            && row.ExpiresAt > now
            && (charged || row.Attempts < row.MaxAttempts)
            && (codeHash is null || row.CodeHash == codeHash)
            ? row
            : null;
}
