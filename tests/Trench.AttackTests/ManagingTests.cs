namespace Trench.AttackTests;

/// <summary>Attack: somebody has got hold of a session, and wants to keep the account.</summary>
[Collection(AttackTests.Name)]
public sealed class ManagingTests(Targets targets)
{
    [Theory, OnSqlite, OnPostgreSql]
    public Task A_session_without_a_fresh_proof_changes_no_method(Database database) => targets.WithstandAsync(Managing.WithoutAProofAsync, database);

    [Fact]
    public Task Members_and_ids_of_others_reach_nobody() => targets.WithstandAsync(Managing.WithForeignMembersAsync);

    [Fact]
    public Task Secrets_and_backup_codes_are_shown_once() => targets.WithstandAsync(Managing.ForSecretsAsync);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task Old_backup_codes_end_with_regeneration(Database database, int nodes) =>
        targets.WithstandWithoutLimitsAsync(Managing.WhileRegeneratingAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_hundred_changes_at_once_leave_one_primary_method(Database database, int nodes) =>
        targets.WithstandWithoutLimitsAsync(Managing.WhilePrimariesChangeAsync, database, nodes);
}
