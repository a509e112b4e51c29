namespace Trench.AttackTests;

/// <summary>Attack: one proof submitted two hundred times at once. Exactly one submission may win.</summary>
[Collection(AttackTests.Name)]
public sealed class SingleUseTests(Targets targets)
{
    private const int Rounds = 20;

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_backup_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(Races.OneBackupCodeAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_totp_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(Races.OneTotpCodeAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_mailed_code_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(Races.OneMailedCodeAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task A_ticket_wins_once(Database database, int nodes) =>
        targets.WithstandAsync(Races.OneTicketAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task Several_tickets_and_backup_codes_win_once_each(Database database, int nodes) =>
        targets.WithstandAsync(Races.SeveralBackupCodesAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql]
    public Task All_backup_codes_at_once_win_once_each_and_none_is_left(Database database, int nodes) =>
        targets.WithstandWithoutLimitsAsync(Races.AllBackupCodesAsync, database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql, Trait("Category", "Soak")]
    public async Task Each_of_them_wins_once_in_every_round(Database database, int nodes)
    {
        Attack[] races = [Races.OneBackupCodeAsync, Races.OneTotpCodeAsync, Races.OneMailedCodeAsync, Races.OneTicketAsync];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var race in races)
            {
                await targets.WithstandAsync(race, database, nodes);
            }
        }
    }
}
