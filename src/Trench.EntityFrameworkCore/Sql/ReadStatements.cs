namespace Trench.EntityFrameworkCore;

/// <summary>The questions as SQL: each is one statement.</summary>
internal sealed class ReadStatements(TrenchTables tables)
{
    private readonly string _challenge =
        $"SELECT {RowColumns.Of("c", RowColumns.Challenge)}, {FactorReading.Columns} FROM {tables.Challenges.Name} c "
        + $"{FactorsOf(tables, "c.user_id")} WHERE c.ticket_hash = @ticket_hash ORDER BY e.created_at, e.id";

    private readonly string _openChallenge =
        $"SELECT {RowColumns.Challenge} FROM {tables.Challenges.Name} WHERE user_id = @user_id AND purpose = @purpose "
        + "AND facade = @facade AND client IS NOT DISTINCT FROM @client AND enrolment_id = @enrolment_id AND state = 0 AND expires_at > @now AND attempts < max_attempts "
        + "ORDER BY created_at DESC, id DESC LIMIT 1";

    private readonly string _firstExpiry = $"SELECT expires_at FROM {tables.Challenges.Name} WHERE user_id = @user_id AND purpose = @purpose "
        + "AND facade = @facade AND state = 0 AND expires_at > @now ORDER BY expires_at LIMIT 1";

    private readonly string _user = $"SELECT {FactorReading.Columns} FROM (SELECT @user_id AS user_id) u {FactorsOf(tables, "u.user_id")} "
        + "ORDER BY e.created_at, e.id";

    private readonly string _backupCode =
        $"SELECT {RowColumns.BackupCode} FROM {tables.BackupCodes.Name} WHERE user_id = @user_id AND hash = @hash";

    private readonly string _backupCodes = $"SELECT COUNT(*) FROM {tables.BackupCodes.Name} "
        + "WHERE user_id = @user_id AND enrolment_id IS NOT DISTINCT FROM @enrolment_id AND used_at IS NULL";

    private readonly string _peppers = $"SELECT DISTINCT pepper_id FROM {tables.BackupCodes.Name} "
        + "WHERE user_id = @user_id AND used_at IS NULL ORDER BY pepper_id";

    private readonly string _pepperUses =
        $"SELECT pepper_id, COUNT(*) FROM {tables.BackupCodes.Name} WHERE used_at IS NULL GROUP BY pepper_id ORDER BY pepper_id";

    private readonly string _importedCodes = $"SELECT {RowColumns.BackupCode} FROM {tables.BackupCodes.Name} "
        + "WHERE user_id = @user_id AND shape IS NOT NULL AND used_at IS NULL ORDER BY created_at, id";

    // Jumps from one shape to the next along the index, where DISTINCT would read every code.
    private readonly string _importedShapes =
        $"WITH RECURSIVE shapes(shape) AS (SELECT MIN(shape) FROM {tables.BackupCodes.Name} WHERE shape IS NOT NULL "
        + $"UNION ALL SELECT (SELECT MIN(b.shape) FROM {tables.BackupCodes.Name} b WHERE b.shape > s.shape) FROM shapes s WHERE s.shape IS "
        + "NOT NULL) "
        + "SELECT shape FROM shapes WHERE shape IS NOT NULL";

    private readonly string _session = $"SELECT {RowColumns.Session} FROM {tables.Sessions.Name} WHERE id = @id";

    private readonly EventStatements _events = new(tables);

    private readonly ConfirmationStatements _confirmations = new(tables);

    private readonly string _methodConfigs =
        $"SELECT {RowColumns.MethodConfig} FROM {tables.MethodConfigs.Name} ORDER BY place, created_at, id";

    private readonly string _methods = $"SELECT DISTINCT method FROM {tables.Enrolments.Name} WHERE status = 1 ORDER BY method";

    public Statement Challenge(string ticketHash) => new Statement(_challenge).With("ticket_hash", ticketHash);

    public Statement OpenChallenge(
        string userId, string purpose, string enrolmentId, Caller caller, DateTimeOffset now) => new Statement(_openChallenge)
        .With("user_id", userId)
        .With("purpose", purpose)
        .With("enrolment_id", enrolmentId)
        .With("facade", caller.Facade)
        .With("client", caller.Client)
        .With("now", now);

    public Statement FirstExpiry(string userId, string purpose, string facade, DateTimeOffset now) => new Statement(_firstExpiry)
        .With("user_id", userId)
        .With("purpose", purpose)
        .With("facade", facade)
        .With("now", now);

    public Statement User(string userId) => new Statement(_user).With("user_id", userId);

    public Statement BackupCode(string userId, string hash) => new Statement(_backupCode).With("user_id", userId).With("hash", hash);

    public Statement BackupCodes(string userId, string? enrolmentId) =>
        new Statement(_backupCodes).With("user_id", userId).With("enrolment_id", enrolmentId);

    public Statement Peppers(string userId) => new Statement(_peppers).With("user_id", userId);

    public Statement PepperUses() => new(_pepperUses);

    public Statement ImportedCodes(string userId) => new Statement(_importedCodes).With("user_id", userId);

    public Statement ImportedShapes() => new(_importedShapes);

    public Statement Session(string id) => new Statement(_session).With("id", id);

    public Statement Events(EventFilter filter) => _events.Read(filter);

    public Statement Methods() => new(_methods);

    public Statement MethodConfigs() => new(_methodConfigs);

    public Statement Confirmations(ConfirmationFilter filter) => _confirmations.Read(filter);

    private static string FactorsOf(TrenchTables tables, string user) =>
        $"LEFT JOIN {tables.Accounts.Name} f ON f.user_id = {user} AND f.kind = 0 LEFT JOIN {tables.Accounts.Name} b ON b.user_id = {user} "
        + "AND b.kind = 1 "
        + $"LEFT JOIN {tables.Enrolments.Name} e ON e.user_id = {user}";
}
