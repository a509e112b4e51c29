namespace Trench.AttackTests;

/// <summary>Attack: one proof submitted two hundred times at once at deux' login. Exactly one submission may win.</summary>
/// <remarks>Two nodes only: each submission pays a password hash, and two nodes are the harder case.</remarks>
[Collection(AttackTests.Name)]
public sealed class DeuxSingleUseTests(Targets targets)
{
    [Theory, NodesOnSqlite(2), NodesOnPostgreSql(2)]
    public Task A_backup_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneBackupCodeAsync, database, nodes);

    [Theory, NodesOnSqlite(2), NodesOnPostgreSql(2)]
    public Task A_totp_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneTotpCodeAsync, database, nodes);

    [Theory, NodesOnSqlite(2), NodesOnPostgreSql(2)]
    public Task A_mailed_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneMailedCodeAsync, database, nodes);
}
