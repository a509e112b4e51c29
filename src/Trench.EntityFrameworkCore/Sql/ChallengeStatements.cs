namespace Trench.EntityFrameworkCore;

/// <summary>The changes of challenges as SQL.</summary>
internal sealed class ChallengeStatements(TrenchTables tables)
{
    // Open, not expired, attempts left. States are those of ChallengeState.
    private const string Live = "state = 0 AND expires_at > @now AND attempts < max_attempts";

    private const string Answerable =
        "state = 0 AND expires_at > @now AND (@charged OR attempts < max_attempts) AND (@code_hash IS NULL OR code_hash = @code_hash)";

    private const string TakeBack = "attempts = CASE WHEN @charged AND attempts > 0 THEN attempts - 1 ELSE attempts END";

    private const string Rivals =
        "user_id = @user_id AND purpose = @purpose AND facade = @facade AND state = 0 AND expires_at > @now AND id <> @id";

    private readonly string _open = $"INSERT INTO {tables.Challenges.Name} ({tables.Challenges.ColumnList}) "
        + $"VALUES ({tables.Challenges.ValueList()}) ON CONFLICT DO NOTHING";

    private readonly string _openIf =
        $"INSERT INTO {tables.Challenges.Name} ({tables.Challenges.ColumnList}) SELECT {tables.Challenges.ValueList()} WHERE ";

    private readonly string _withinLimit = $"(SELECT COUNT(*) FROM {tables.Challenges.Name} WHERE {Rivals}) < @most";

    private readonly string _cooled = $"NOT EXISTS (SELECT 1 FROM {tables.Challenges.Name} WHERE {Rivals} "
        + "AND client IS NOT DISTINCT FROM @client AND enrolment_id = @enrolment_id AND attempts < max_attempts AND last_sent_at > @cooled_at)";

    private readonly string _dropOldest = $"UPDATE {tables.Challenges.Name} SET state = 3 WHERE {Rivals} AND id NOT IN "
        + $"(SELECT id FROM {tables.Challenges.Name} WHERE {Rivals} ORDER BY created_at DESC, id DESC LIMIT @most - 1)";

    private readonly string _replaceCode =
        $"UPDATE {tables.Challenges.Name} SET enrolment_id = @enrolment_id, method = @method, code_hash = @code_hash, "
        + "code_expires_at = @code_expires_at, last_sent_at = CASE WHEN @sends THEN @now ELSE last_sent_at END "
        + $"WHERE id = @id AND {Live} AND (NOT @sends OR last_sent_at IS NULL OR last_sent_at <= @cooled_at)";

    private readonly string _forgetMessage =
        $"UPDATE {tables.Challenges.Name} SET last_sent_at = NULL WHERE id = @id AND last_sent_at <= @sent_by";

    private readonly string _pace = $"UPDATE {tables.Challenges.Name} SET next_answer_at = @next_answer_at "
        + "WHERE id = @id AND state = 0 AND expires_at > @now AND (next_answer_at IS NULL OR next_answer_at <= @now)";

    private readonly string _charge = $"UPDATE {tables.Challenges.Name} SET attempts = attempts + 1 WHERE id = @id AND {Live}";

    private readonly string _refund = $"UPDATE {tables.Challenges.Name} SET attempts = attempts - 1 WHERE id = @id AND attempts > 0";

    private readonly string _spend = $"UPDATE {tables.Challenges.Name} SET state = 2, {TakeBack} WHERE id = @id AND {Answerable}";

    private readonly string _answer = $"UPDATE {tables.Challenges.Name} SET state = 1, {TakeBack}, "
        + $"sealed_data = COALESCE(@sealed_data, sealed_data) WHERE id = @id AND {Answerable}";

    private readonly string _use = $"UPDATE {tables.Challenges.Name} SET state = 2 WHERE id = @id AND state = 1 AND expires_at > @now";

    private readonly string _closeOne = $"UPDATE {tables.Challenges.Name} SET state = 3 WHERE id = @id AND state IN (0, 1)";

    private readonly string _close = $"UPDATE {tables.Challenges.Name} SET state = 3 WHERE user_id = @user_id AND state IN (0, 1) "
        + "AND (@enrolment_id IS NULL OR enrolment_id = @enrolment_id) AND (@purpose IS NULL OR purpose = @purpose)";

    public void Write(Script script, OpenChallenge change)
    {
        var row = change.Row;
        if (row.UserId is null || (change.LiveLimit is null && change.Cooldown is null))
        {
            tables.Challenges.Fill(script.Decide(change, _open), row);
            return;
        }

        script.LockUser(row.UserId);
        tables.Challenges.Fill(Opening(script, change), row);
        if (change is { LiveLimit: { } most, RefuseOverLimit: false })
        {
            WithRivals(script.Do(change, _dropOldest), row).With("most", most);
        }
    }

    public void Write(Script script, ReplaceCode change) => script.Decide(change, _replaceCode)
        .With("id", change.ChallengeId)
        .With("enrolment_id", change.EnrolmentId)
        .With("method", change.Method)
        .With("code_hash", change.CodeHash)
        .With("code_expires_at", change.CodeExpiresAt)
        .With("sends", change.SendsMessage)
        .With("cooled_at", change.Now - change.Cooldown)
        .With("now", change.Now);

    public void Write(Script script, ForgetMessage change) =>
        script.Do(change, _forgetMessage).With("id", change.ChallengeId).With("sent_by", change.SentBy);

    public void Write(Script script, PaceChallenge change) => script.Decide(change, _pace)
        .With("id", change.ChallengeId)
        .With("next_answer_at", change.Now + change.Pause)
        .With("now", change.Now);

    public void Write(Script script, ChargeChallenge change) =>
        script.Decide(change, _charge).With("id", change.ChallengeId).With("now", change.Now);

    public void Write(Script script, RefundChallenge change) => script.Do(change, _refund).With("id", change.ChallengeId);

    public void Write(Script script, SpendChallenge change) => script.Decide(change, _spend)
        .With("id", change.ChallengeId)
        .With("code_hash", change.CodeHash)
        .With("charged", change.Charged)
        .With("now", change.Now);

    public void Write(Script script, AnswerChallenge change) => script.Decide(change, _answer)
        .With("id", change.ChallengeId)
        .With("code_hash", change.CodeHash)
        .With("charged", change.Charged)
        .With("sealed_data", change.SealedData)
        .With("now", change.Now);

    public void Write(Script script, UseChallenge change) =>
        script.Decide(change, _use).With("id", change.ChallengeId).With("now", change.Now);

    public void Write(Script script, CloseChallenge change) => script.Do(change, _closeOne).With("id", change.ChallengeId);

    public void Write(Script script, CloseChallenges change) => Close(script, change, change.UserId, change.EnrolmentId, change.Purpose);

    /// <summary>Closes the challenges of one enrolment, or of a user, of one purpose or all, on behalf of another change.</summary>
    public void Close(Script script, Change change, string userId, string? enrolmentId, string? purpose = null) =>
        script.Do(change, _close).With("user_id", userId).With("enrolment_id", enrolmentId).With("purpose", purpose);

    private Statement Opening(Script script, OpenChallenge change)
    {
        var refuses = change is { LiveLimit: not null, RefuseOverLimit: true };
        if (!refuses && change.Cooldown is null)
        {
            return script.Decide(change, _open);
        }

        string?[] conditions = [refuses ? _withinLimit : null, change.Cooldown is null ? null : _cooled];
        var sql = _openIf + string.Join(" AND ", conditions.OfType<string>()) + " ON CONFLICT DO NOTHING";
        var statement = WithRivals(script.Decide(change, sql), change.Row);
        if (refuses)
        {
            statement.With("most", change.LiveLimit);
        }

        return change.Cooldown is { } cooldown
            ? statement
                .With("client", change.Row.Client)
                .With("enrolment_id", change.Row.EnrolmentId)
                .With("cooled_at", change.Row.CreatedAt - cooldown)
            : statement;
    }

    private static Statement WithRivals(Statement statement, Challenge row) => statement
        .With("user_id", row.UserId)
        .With("purpose", row.Purpose)
        .With("facade", row.Facade)
        .With("id", row.Id)
        .With("now", row.CreatedAt);
}
