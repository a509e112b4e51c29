namespace Trench.EntityFrameworkCore;

/// <summary>The columns of each row in the order <see cref="RowReading"/> takes them.</summary>
internal static class RowColumns
{
    public const string Challenge =
        "id, ticket_hash, user_id, purpose, facade, client, enrolment_id, method, code_hash, code_expires_at, state, "
        + "attempts, max_attempts, created_at, expires_at, last_sent_at, next_answer_at, stamp_hash, session_id, method_config_id, "
        + "sealed_data";

    public const string Account = "user_id, kind, consecutive, locked_until, day, day_failures, window_failures, rolled_day, salt, codes_void_at";

    public const string Enrolment =
        "id, user_id, method, label, status, is_primary, sealed_factor, target_hint, reference, counter, pending_factor, "
        + "pending_hint, pending_until, method_config_id, starts_paused, starts_primary, created_at, activated_at, last_used_at";

    public const string BackupCode = "id, user_id, enrolment_id, hash, pepper_id, shape, scheme, origin, created_at, used_at";

    public const string Session = "id, user_id, secret_hash, stamp_hash, amr, acr, client, scope, auth_time, proof_until, expires_at, ended_at";

    public const string Message =
        "id, challenge_id, user_id, method, sealed_body, state, attempts, created_at, next_attempt_at, expires_at, "
        + "lease_owner, lease_until";

    public const string Event =
        "id, name, at, user_id, actor_id, method, enrolment_id, purpose, challenge_id, facade, address, reason, count, node";

    public const string MethodConfig = "id, method, title, settings, is_active, is_default, place, created_at, updated_at";

    /// <summary>The same columns of a joined table.</summary>
    public static string Of(string alias, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{alias}.{column}"));

    /// <summary>How many there are.</summary>
    public static int Count(string columns) => columns.Split(", ").Length;
}
