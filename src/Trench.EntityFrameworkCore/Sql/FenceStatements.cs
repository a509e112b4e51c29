namespace Trench.EntityFrameworkCore;

/// <summary>The statements of <see cref="RestoreFence"/>. States are those of ChallengeState and OutboxState.</summary>
internal sealed class FenceStatements(TrenchTables tables)
{
    private const string Suspect = "used_at IS NULL AND created_at <= @since";

    public Statement Challenges() => new($"UPDATE {tables.Challenges.Name} SET state = 3 WHERE state IN (0, 1)");

    public Statement Messages() => new(
        $"UPDATE {tables.Messages.Name} SET state = 2, sealed_body = NULL, lease_owner = NULL, lease_until = NULL WHERE state = 0");

    public Statement Sessions(DateTimeOffset now) =>
        new Statement($"UPDATE {tables.Sessions.Name} SET ended_at = @now WHERE ended_at IS NULL").With("now", now);

    public Statement MarkOwners(DateTimeOffset since, DateTimeOffset now) => new Statement(
        $"UPDATE {tables.Accounts.Name} SET codes_void_at = @now WHERE kind = 1 "
            + $"AND user_id IN (SELECT user_id FROM {tables.BackupCodes.Name} WHERE {Suspect})")
        .With("since", since)
        .With("now", now);

    public Statement BackupCodes(DateTimeOffset since, DateTimeOffset now) =>
        new Statement($"UPDATE {tables.BackupCodes.Name} SET used_at = @now WHERE {Suspect}").With("since", since).With("now", now);

    public Statement Counters(string method, long step) =>
        new Statement($"UPDATE {tables.Enrolments.Name} SET counter = @step WHERE method = @method AND counter < @step")
            .With("method", method)
            .With("step", step);

    // Whoever has nothing else stays in: a reset would leave the password alone.
    public Statement Keys(FencedMethods methods) => Naming(
        Naming(
            new Statement($"UPDATE {tables.Enrolments.Name} AS own SET counter = @fenced WHERE {AreOpen(methods)} "
                + $"AND EXISTS (SELECT 1 FROM {tables.Enrolments.Name} o WHERE o.user_id = own.user_id AND o.status = 1 "
                + $"AND o.method IN ({Names("other", methods.Others)}))"),
            "own",
            methods.OwnKeys),
        "other",
        methods.Others).With("fenced", Enrolment.FencedCounter);

    public Statement KeysLeft(FencedMethods methods) =>
        Naming(new Statement($"SELECT COUNT(*) FROM {tables.Enrolments.Name} WHERE {AreOpen(methods)}"), "own", methods.OwnKeys)
            .With("fenced", Enrolment.FencedCounter);

    private static string AreOpen(FencedMethods methods) =>
        $"method IN ({Names("own", methods.OwnKeys)}) AND status IN (1, 2) AND counter < @fenced";

    private static string Names(string kind, IReadOnlyList<string> methods) => string.Join(", ", methods.Select((_, place) => $"@{kind}{place}"));

    private static Statement Naming(Statement statement, string kind, IReadOnlyList<string> methods) =>
        methods.Index().Aggregate(statement, (named, method) => named.With($"{kind}{method.Index}", method.Item));
}
