namespace Trench.EntityFrameworkCore;

/// <summary>The changes of enrolments as SQL.</summary>
internal sealed class EnrolmentStatements(TrenchTables tables, ChallengeStatements challenges)
{
    private const string Own = "id = @id AND user_id = @user_id";

    private readonly string _closeAbandoned =
        $"UPDATE {tables.Challenges.Name} SET state = 3 WHERE user_id = @user_id AND state IN (0, 1) AND enrolment_id IN "
        + $"(SELECT id FROM {tables.Enrolments.Name} WHERE user_id = @user_id AND method = @method AND label = @label AND status = 0)";

    private readonly string _activate = $"UPDATE {tables.Enrolments.Name} AS own SET status = CASE WHEN starts_paused THEN 2 ELSE 1 END, "
        + "counter = @counter, activated_at = @now, "
        + "sealed_factor = COALESCE(@sealed_factor, sealed_factor), reference = COALESCE(@reference, reference), pending_until = NULL, "
        + $"is_primary = NOT starts_paused AND NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} p WHERE p.user_id = @user_id "
        + $"AND p.is_primary) WHERE {Own} AND status = 0 AND (pending_until IS NULL OR pending_until > @now) AND sealed_factor IS NOT DISTINCT FROM "
        + "@expected_factor "
        + $"AND {ReferenceIsFree(tables)}";

    private readonly string _requestChange =
        $"UPDATE {tables.Enrolments.Name} SET pending_factor = @pending_factor, pending_hint = @pending_hint, "
        + $"pending_until = @until WHERE {Own} AND status IN (1, 2)";

    private readonly string _replacePending = $"UPDATE {tables.Enrolments.Name} SET sealed_factor = @sealed_factor, "
        + $"target_hint = @target_hint, pending_until = @until WHERE {Own} AND status = 0";

    private readonly string _describe = $"UPDATE {tables.Enrolments.Name} AS own SET label = @label, starts_paused = @starts_paused, "
        + $"starts_primary = @starts_primary WHERE {Own} AND NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o "
        + "WHERE o.user_id = @user_id AND o.method = own.method AND o.label = @label AND o.id <> @id)";

    private readonly string _acceptChange =
        $"UPDATE {tables.Enrolments.Name} AS own SET sealed_factor = pending_factor, target_hint = pending_hint, "
        + "pending_factor = NULL, pending_hint = NULL, pending_until = NULL, counter = @counter, reference = COALESCE(@reference, "
        + "reference) "
        + $"WHERE {Own} AND status IN (1, 2) AND pending_factor = @pending_factor AND pending_until > @now AND {ReferenceIsFree(tables)}";

    private readonly string _use = $"UPDATE {tables.Enrolments.Name} SET counter = COALESCE(@counter, counter), last_used_at = @now "
        + $"WHERE {Own} AND status = 1 AND (@counter IS NULL OR counter < @counter)";

    private readonly string _dismissPrimary =
        $"UPDATE {tables.Enrolments.Name} SET is_primary = FALSE WHERE user_id = @user_id AND is_primary AND id <> @id";

    private readonly string _makePrimary = $"UPDATE {tables.Enrolments.Name} SET is_primary = TRUE WHERE {Own} AND status = 1";

    private readonly string _removeOwnCodes =
        $"DELETE FROM {tables.BackupCodes.Name} WHERE user_id = @user_id AND enrolment_id IS NULL "
        + $"AND NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o WHERE o.user_id = @user_id AND o.id <> @id AND o.status IN (1, 2))";

    private readonly string _remove =
        $"DELETE FROM {tables.Enrolments.Name} WHERE {Own} AND (NOT @only_pending OR status = 0) AND (NOT is_primary "
        + $"OR NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o WHERE o.user_id = @user_id AND o.id <> @id AND o.status = 1) "
        + $"OR EXISTS (SELECT 1 FROM {tables.Enrolments.Name} s WHERE s.user_id = @user_id AND s.id = @successor AND s.id <> @id AND "
        + "s.status = 1))";

    private readonly string _succeed = $"UPDATE {tables.Enrolments.Name} SET is_primary = TRUE WHERE {Own} AND status = 1 "
        + $"AND NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} p WHERE p.user_id = @user_id AND p.is_primary)";

    private readonly string _removeCodes = $"DELETE FROM {tables.BackupCodes.Name} WHERE user_id = @user_id AND enrolment_id = @id";

    private readonly string _expire =
        $"DELETE FROM {tables.Enrolments.Name} WHERE {Own} AND status = 0 AND pending_until <= @now";

    private readonly string _pause = $"UPDATE {tables.Enrolments.Name} SET status = 2, is_primary = FALSE WHERE {Own} AND status IN (1, 2) "
        + $"AND NOT (is_primary AND EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o WHERE o.user_id = @user_id AND o.id <> @id AND "
        + "o.status = 1))";

    private readonly string _resume = $"UPDATE {tables.Enrolments.Name} SET status = 1, "
        + $"is_primary = NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} p WHERE p.user_id = @user_id AND p.is_primary AND p.id <> @id) "
        + $"WHERE {Own} AND status IN (1, 2)";

    private readonly string[] _forgetCounters =
        [.. new[] { tables.Accounts, tables.FailureDays }.Select(table => $"DELETE FROM {table.Name} WHERE user_id = @user_id")];

    private readonly string[] _forgetFactors =
        [.. new[] { tables.BackupCodes, tables.Enrolments }.Select(table => $"DELETE FROM {table.Name} WHERE user_id = @user_id")];

    // The upsert makes "replace an abandoned one" a single decision: of two simultaneous activations the later one stays.
    public void Write(Script script, AddEnrolment change)
    {
        var row = change.Row;
        var table = tables.EnrolmentsFor(row);
        script.Do(change, _closeAbandoned).With("user_id", row.UserId).With("method", row.Method).With("label", row.Label);
        var insert = $"INSERT INTO {table.Name} AS old ({table.ColumnList}) VALUES ({table.ValueList()}) "
            + $"ON CONFLICT (user_id, method, label) DO UPDATE SET {table.Updates} WHERE old.status = 0";
        table.Fill(script.Decide(change, insert), row);
    }

    public void Write(Script script, ReplacePendingFactor change)
    {
        challenges.Close(script, change, change.UserId, change.EnrolmentId);
        Of(script.Decide(change, _replacePending), change.EnrolmentId, change.UserId)
            .With("sealed_factor", change.SealedFactor)
            .With("target_hint", change.TargetHint)
            .With("until", change.Until);
    }

    public void Write(Script script, DescribeEnrolment change) => Of(script.Decide(change, _describe), change.EnrolmentId, change.UserId)
        .With("label", change.Label)
        .With("starts_paused", change.StartsPaused)
        .With("starts_primary", change.StartsPrimary);

    public void Write(Script script, ActivateEnrolment change)
    {
        script.LockUser(change.UserId);
        Of(script.Decide(change, _activate), change.EnrolmentId, change.UserId)
            .With("expected_factor", change.ExpectedFactor)
            .With("counter", change.Counter)
            .With("sealed_factor", change.SealedFactor)
            .With("reference", change.Reference)
            .With("now", change.Now);
    }

    public void Write(Script script, RequestFactorChange change)
    {
        challenges.Close(script, change, change.UserId, change.EnrolmentId, Purposes.Enrol);
        Of(script.Decide(change, _requestChange), change.EnrolmentId, change.UserId)
            .With("pending_factor", change.PendingFactor)
            .With("pending_hint", change.PendingHint)
            .With("until", change.Until);
    }

    public void Write(Script script, AcceptFactorChange change)
    {
        challenges.Close(script, change, change.UserId, change.EnrolmentId);
        Of(script.Decide(change, _acceptChange), change.EnrolmentId, change.UserId)
            .With("pending_factor", change.PendingFactor)
            .With("counter", change.Counter)
            .With("reference", change.Reference)
            .With("now", change.Now);
    }

    public void Write(Script script, UseEnrolment change) => Of(script.Decide(change, _use), change.EnrolmentId, change.UserId)
        .With("counter", change.Counter)
        .With("now", change.Now);

    public void Write(Script script, ExpireEnrolment change) =>
        Of(script.Decide(change, _expire), change.EnrolmentId, change.UserId).With("now", change.Now);

    public void Write(Script script, MakePrimary change)
    {
        script.LockUser(change.UserId);
        Of(script.Do(change, _dismissPrimary), change.EnrolmentId, change.UserId);
        Of(script.Decide(change, _makePrimary), change.EnrolmentId, change.UserId);
    }

    public void Write(Script script, RemoveEnrolment change)
    {
        script.LockUser(change.UserId);
        challenges.Close(script, change, change.UserId, change.EnrolmentId);
        Of(script.Do(change, _removeCodes), change.EnrolmentId, change.UserId);
        Of(script.Do(change, _removeOwnCodes), change.EnrolmentId, change.UserId);
        Of(script.Decide(change, _remove), change.EnrolmentId, change.UserId)
            .With("successor", change.NewPrimaryId)
            .With("only_pending", change.IsOnlyPending);
        if (change.NewPrimaryId is { } successor)
        {
            Of(script.Do(change, _succeed), successor, change.UserId);
        }
    }

    public void Write(Script script, RemoveFactors change)
    {
        script.LockUser(change.UserId);
        challenges.Close(script, change, change.UserId, enrolmentId: null);
        foreach (var sql in change.KeepsCounters ? _forgetFactors : [.. _forgetCounters, .. _forgetFactors])
        {
            script.Do(change, sql).With("user_id", change.UserId);
        }
    }

    public void Write(Script script, PauseEnrolment change)
    {
        script.LockUser(change.UserId);
        Of(script.Decide(change, change.Paused ? _pause : _resume), change.EnrolmentId, change.UserId);
        if (change.Paused)
        {
            challenges.Close(script, change, change.UserId, change.EnrolmentId);
        }
    }

    private static string ReferenceIsFree(TrenchTables tables) =>
        $"NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o WHERE o.method = own.method AND o.reference = @reference AND o.id <> @id)";

    private static Statement Of(Statement statement, string id, string userId) => statement.With("id", id).With("user_id", userId);
}
