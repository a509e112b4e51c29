using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>Holds the rows of a database against each other: what one commit writes is all there, or nothing of it.</summary>
internal static class Consistency
{
    private static readonly (string Rule, string Sql)[] Rules =
    [
        ("An active method has its event.",
            "SELECT e.id FROM trench_enrolments e WHERE e.status = 1 AND NOT EXISTS "
            + "(SELECT 1 FROM trench_events v WHERE v.enrolment_id = e.id AND v.name = 'method.activated')"),
        ("An event of an activation has its active method.",
            "SELECT v.id FROM trench_events v WHERE v.name = 'method.activated' AND NOT EXISTS "
            + "(SELECT 1 FROM trench_enrolments e WHERE e.id = v.enrolment_id AND e.status = 1)"),
        ("An active method has ten backup codes.",
            "SELECT e.id FROM trench_enrolments e WHERE e.status = 1 AND "
            + "(SELECT COUNT(*) FROM trench_backup_codes c WHERE c.enrolment_id = e.id) <> 10"),
        ("A pending method has none.",
            "SELECT e.id FROM trench_enrolments e WHERE e.status = 0 AND EXISTS "
            + "(SELECT 1 FROM trench_backup_codes c WHERE c.enrolment_id = e.id)"),
        ("All codes of a set are of one moment.",
            "SELECT enrolment_id FROM trench_backup_codes GROUP BY enrolment_id HAVING MIN(created_at) <> MAX(created_at)"),
        ("Who has active methods has one primary.",
            "SELECT user_id FROM trench_enrolments WHERE status = 1 GROUP BY user_id "
            + "HAVING SUM(CASE WHEN is_primary THEN 1 ELSE 0 END) <> 1"),
        ("The primary method is the one that the newest change made it.",
            "SELECT v.id FROM trench_events v WHERE v.name = 'method.primary_changed' AND v.at = "
            + "(SELECT MAX(n.at) FROM trench_events n WHERE n.user_id = v.user_id AND n.name = 'method.primary_changed') "
            + "AND NOT EXISTS (SELECT 1 FROM trench_enrolments e WHERE e.id = v.enrolment_id AND e.is_primary)"),
        ("What is proven is not asked for any more.",
            "SELECT c.id FROM trench_challenges c WHERE c.purpose = 'enrol' AND c.state IN (0, 1) AND EXISTS "
            + "(SELECT 1 FROM trench_enrolments e WHERE e.id = c.enrolment_id AND e.status = 1 AND e.pending_factor IS NULL)"),
        ("A code that can be answered has its message.",
            "SELECT c.id FROM trench_challenges c WHERE c.code_hash IS NOT NULL AND NOT EXISTS "
            + "(SELECT 1 FROM trench_outbox m WHERE m.challenge_id = c.id)"),
        ("A session has its login.",
            "SELECT s.user_id FROM trench_sessions s GROUP BY s.user_id HAVING COUNT(*) <> "
            + "(SELECT COUNT(*) FROM trench_events v WHERE v.user_id = s.user_id AND v.name = 'login.completed')"),
        ("A login by a code has its spent ticket.",
            "SELECT v.user_id FROM trench_events v WHERE v.name = 'backup.used' AND v.purpose = 'login' GROUP BY v.user_id "
            + "HAVING COUNT(*) <> (SELECT COUNT(*) FROM trench_challenges c WHERE c.user_id = v.user_id AND c.purpose = 'login' AND c.state = 2)"),
        ("A code that paid for something bought it.",
            "SELECT v.user_id FROM trench_events v WHERE v.name = 'backup.used' AND v.purpose = 'manage' GROUP BY v.user_id "
            + "HAVING COUNT(*) <> (SELECT COUNT(*) FROM trench_events b WHERE b.user_id = v.user_id AND b.name = 'backup.generated') - "
            + "(SELECT COUNT(*) FROM trench_events a WHERE a.user_id = v.user_id AND a.name = 'method.activated') + "
            + "(SELECT COUNT(*) FROM trench_events p WHERE p.user_id = v.user_id AND p.name = 'method.primary_changed')"),
    ];

    /// <summary>The rules that are broken, with a row that breaks each.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(TestDatabase database)
    {
        await using var context = Faults.Open(database);
        var faults = new List<string>();
        foreach (var (rule, sql) in Rules)
        {
            faults.AddRange((await AskAsync(context, sql)).Select(row => $"{rule} {row}"));
        }

        return faults;
    }

    private static async Task<IReadOnlyList<object>> AskAsync(AppDbContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0));
        }

        return rows;
    }
}
