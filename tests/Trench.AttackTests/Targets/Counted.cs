namespace Trench.AttackTests;

/// <summary>What the database has counted of somebody's wrong answers. An answer tells what was looked at; this tells what was paid for it.</summary>
/// <param name="Codes">Wrong codes of all methods.</param>
/// <param name="BackupCodes">Wrong backup codes.</param>
/// <param name="CodesInARow">Wrong codes since the last right one.</param>
/// <param name="MostCodesADay">Wrong codes on the day that had most: midnight may come amid a test.</param>
/// <param name="AtTickets">Wrong answers at all tickets of a login.</param>
/// <param name="MostAtATicket">Wrong answers at the ticket that had most.</param>
internal sealed record Counted(long Codes, long BackupCodes, long CodesInARow, long MostCodesADay, long AtTickets, long MostAtATicket);

/// <summary>Reads it.</summary>
internal static class Counters
{
    private const string Days = "FROM trench_failure_days WHERE user_id = @user AND kind = @kind";
    private const string Tickets = "FROM trench_challenges WHERE user_id = @user AND purpose = 'login'";

    public static async Task<Counted> CountedAsync(this TestDatabase database, string userId) => new(
        await database.OfKindAsync($"SELECT SUM(failures) {Days}", userId, AccountKind.Factor),
        await database.OfKindAsync($"SELECT SUM(failures) {Days}", userId, AccountKind.Backup),
        await database.OfKindAsync("SELECT consecutive FROM trench_accounts WHERE user_id = @user AND kind = @kind", userId, AccountKind.Factor),
        await database.OfKindAsync($"SELECT MAX(failures) {Days}", userId, AccountKind.Factor),
        await database.NumberAsync($"SELECT SUM(attempts) {Tickets}", ("user", userId)),
        await database.NumberAsync($"SELECT MAX(attempts) {Tickets}", ("user", userId)));

    private static Task<long> OfKindAsync(this TestDatabase database, string query, string userId, AccountKind kind) =>
        database.NumberAsync(query, ("user", userId), ("kind", (int)kind));
}
