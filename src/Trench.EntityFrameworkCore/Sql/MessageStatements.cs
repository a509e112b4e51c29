namespace Trench.EntityFrameworkCore;

/// <summary>The outbox as SQL: its changes, and the worker's leases. States are those of OutboxState.</summary>
internal sealed class MessageStatements(TrenchTables tables, Dialect dialect)
{
    private const string Due = "state = 0 AND next_attempt_at <= @now AND (lease_until IS NULL OR lease_until <= @now)";
    private const string Held = "id = @id AND state = 0 AND lease_owner = @owner";
    private const string OneAttemptLess = "attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END";
    private const string Finished = "sealed_body = NULL, lease_owner = NULL, lease_until = NULL";

    private readonly string _abandonWaiting =
        $"UPDATE {tables.Messages.Name} SET state = 2, {Finished} WHERE challenge_id = @challenge_id AND state = 0";

    // The outer condition decides again: between the choice and the update another worker may have taken the row. Materialised, because
    // PostgreSQL may run a plain subquery once per row, and each run would lock and choose further ones.
    private readonly string _lease = $"WITH due AS MATERIALIZED (SELECT id FROM {tables.Messages.Name} WHERE {Due} "
        + $"ORDER BY next_attempt_at, id LIMIT @most {dialect.SkipLocked}) "
        + $"UPDATE {tables.Messages.Name} SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1 "
        + $"WHERE {Due} AND id IN (SELECT id FROM due) RETURNING {RowColumns.Message}";

    private readonly string _finish = $"UPDATE {tables.Messages.Name} SET state = @state, {Finished} WHERE {Held}";

    private readonly string _giveBack =
        $"UPDATE {tables.Messages.Name} SET next_attempt_at = @next, lease_owner = NULL, lease_until = NULL WHERE {Held}";

    private readonly string _postpone = $"UPDATE {tables.Messages.Name} "
        + $"SET next_attempt_at = @next, lease_owner = NULL, lease_until = NULL, {OneAttemptLess} WHERE {Held}";

    private readonly string _release = $"UPDATE {tables.Messages.Name} "
        + $"SET lease_owner = NULL, lease_until = NULL, {OneAttemptLess} WHERE state = 0 AND lease_owner = @owner";

    public void Write(Script script, AddMessage change)
    {
        if (change.Row.ChallengeId is { } challengeId)
        {
            script.Do(change, _abandonWaiting).With("challenge_id", challengeId);
        }

        LedgerStatements.Insert(script, change, tables.Messages, [change.Row]);
    }

    public void Write(Script script, RetryMessage change) =>
        Wait(script.Decide(change, _giveBack), change.MessageId, change.Owner, change.NextAttemptAt);

    public void Write(Script script, AbandonMessage change) =>
        Finish(script.Decide(change, _finish), change.MessageId, change.Owner, OutboxState.Abandoned);

    public Statement Lease(string owner, int most, DateTimeOffset now, DateTimeOffset until) => new Statement(_lease)
        .With("owner", owner)
        .With("most", most)
        .With("now", now)
        .With("until", until);

    public Statement Release(string owner) => new Statement(_release).With("owner", owner);

    public Statement Sent(string id, string owner) => Finish(new Statement(_finish), id, owner, OutboxState.Sent);

    public Statement Postpone(string id, string owner, DateTimeOffset next) => Wait(new Statement(_postpone), id, owner, next);

    private static Statement Finish(Statement statement, string id, string owner, OutboxState state) => statement
        .With("id", id)
        .With("owner", owner)
        .With("state", (int)state);

    private static Statement Wait(Statement statement, string id, string owner, DateTimeOffset next) => statement
        .With("id", id)
        .With("owner", owner)
        .With("next", next);
}
