namespace Trench.EntityFrameworkCore;

/// <summary>The changes of backup codes, sessions and events as SQL.</summary>
internal sealed class LedgerStatements(TrenchTables tables)
{
    private const string OfOrigin = "user_id = @user_id AND origin = @origin AND used_at IS NULL";

    private readonly string _removeSet =
        $"DELETE FROM {tables.BackupCodes.Name} WHERE user_id = @user_id AND enrolment_id IS NOT DISTINCT FROM @enrolment_id";

    private readonly string _forgetVoid =
        $"UPDATE {tables.Accounts.Name} SET codes_void_at = NULL WHERE user_id = @user_id AND kind = 1 AND codes_void_at IS NOT NULL";

    private readonly string _spendCode =
        $"UPDATE {tables.BackupCodes.Name} SET used_at = @now WHERE user_id = @user_id AND hash = @hash AND used_at IS NULL";

    private readonly string _removeOlder = $"DELETE FROM {tables.BackupCodes.Name} WHERE {OfOrigin} AND id NOT IN "
        + $"(SELECT id FROM {tables.BackupCodes.Name} WHERE {OfOrigin} ORDER BY created_at DESC, id DESC LIMIT @others)";

    private readonly string _addWithoutMethod =
        $"INSERT INTO {tables.Sessions.Name} ({tables.Sessions.ColumnList}) SELECT {tables.Sessions.ValueList()} "
        + $"WHERE NOT EXISTS (SELECT 1 FROM {tables.Enrolments.Name} e WHERE e.user_id = @user_id AND e.status = 1) ON CONFLICT DO NOTHING";

    private readonly string _rotate = $"UPDATE {tables.Sessions.Name} SET secret_hash = @new_hash, expires_at = @expires_at "
        + "WHERE id = @id AND secret_hash = @old_hash AND ended_at IS NULL AND expires_at > @now";

    private readonly string _renew =
        $"UPDATE {tables.Sessions.Name} SET proof_until = @until WHERE id = @id AND (proof_until IS NULL OR proof_until < @until)";

    private readonly string _end = $"UPDATE {tables.Sessions.Name} SET ended_at = @now WHERE id = @id AND ended_at IS NULL";

    private readonly string _endAll = $"UPDATE {tables.Sessions.Name} SET ended_at = @now WHERE user_id = @user_id AND ended_at IS NULL "
        + "AND (@except_id IS NULL OR id <> @except_id)";

    public void Write(Script script, ReplaceBackupCodes change)
    {
        script.LockUser(change.UserId);
        script.Do(change, _removeSet).With("user_id", change.UserId).With("enrolment_id", change.EnrolmentId);
        script.Do(change, _forgetVoid).With("user_id", change.UserId);
        Insert(script, change, tables.BackupCodes, change.Rows);
    }

    // Before it is added, so that of two made in one millisecond it is never this one that goes.
    public void Write(Script script, AddBackupCode change)
    {
        script.LockUser(change.Row.UserId);
        script.Do(change, _removeOlder)
            .With("user_id", change.Row.UserId)
            .With("origin", change.Row.Origin)
            .With("others", change.Newest - 1);
        Insert(script, change, tables.BackupCodes, [change.Row]);
    }

    public void Write(Script script, SpendBackupCode change) => script.Decide(change, _spendCode)
        .With("user_id", change.UserId)
        .With("hash", change.Hash)
        .With("now", change.Now);

    public void Write(Script script, AddSession change)
    {
        if (!change.IsWithoutMethod)
        {
            Insert(script, change, tables.Sessions, [change.Row]);
            return;
        }

        script.LockUser(change.Row.UserId);
        tables.Sessions.Fill(script.Decide(change, _addWithoutMethod).With("user_id", change.Row.UserId), change.Row);
    }

    public void Write(Script script, RotateSession change) => script.Decide(change, _rotate)
        .With("id", change.SessionId)
        .With("old_hash", change.OldSecretHash)
        .With("new_hash", change.NewSecretHash)
        .With("expires_at", change.ExpiresAt)
        .With("now", change.Now);

    public void Write(Script script, RenewProof change) =>
        script.Do(change, _renew).With("id", change.SessionId).With("until", change.Until);

    public void Write(Script script, EndSession change) => script.Decide(change, _end).With("id", change.SessionId).With("now", change.Now);

    public void Write(Script script, EndSessions change) => script.Do(change, _endAll)
        .With("user_id", change.UserId)
        .With("except_id", change.ExceptId)
        .With("now", change.Now);

    public void Write(Script script, AddEvents change) => Insert(script, change, tables.Events, change.Rows);

    /// <summary>All rows in one statement.</summary>
    public static void Insert(Script script, Change change, RowTable table, IReadOnlyList<object> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var values = string.Join(", ", rows.Select((_, row) => $"({table.ValueList(row)})"));
        var statement = script.Do(change, $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES {values}");
        for (var row = 0; row < rows.Count; row++)
        {
            table.Fill(statement, rows[row], row);
        }
    }
}
