namespace Trench.AttackTests;

/// <summary>Attack: one proof submitted two hundred times at once at deux' login. Exactly one submission may win.</summary>
[Collection(AttackTests.Name)]
public sealed class DeuxSingleUseTests(Targets targets)
{
    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_backup_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneBackupCodeAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_totp_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneTotpCodeAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_mailed_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(DeuxRaces.OneMailedCodeAsync, database, nodes);
}
