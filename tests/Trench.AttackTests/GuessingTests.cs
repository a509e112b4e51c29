namespace Trench.AttackTests;

/// <summary>Attack: who knows the password guesses the code. Only so many guesses may be looked at.</summary>
[Collection(AttackTests.Name)]
public sealed class GuessingTests(Targets targets)
{
    [Fact]
    public Task A_ticket_takes_five_wrong_codes() => targets.WithstandAsync(Guessing.AtOneTicket(attempts: 5));

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_ticket_takes_as_many_as_it_was_given_where_accounts_have_no_limit(Database database) =>
        targets.WithstandWithoutLimitsAsync(Guessing.AtOneTicket(attempts: 10), database);

    [Fact]
    public Task Many_tickets_share_the_budget_of_the_account() => targets.WithstandWithoutLocksAsync(Budgets.AtManyTicketsAsync);

    [Theory, NodesOnSqlite(1), NodesOnPostgreSql(2)]
    public Task A_thousand_wrong_codes_at_once_stay_within_the_budget(Database database, int nodes) =>
        targets.WithstandAsync(Guessing.AtOnceAsync, database, nodes);

    [Theory, NodesOnSqlite(1), NodesOnPostgreSql(2)]
    public Task A_thousand_wrong_codes_at_once_stay_within_the_five_of_each_ticket(Database database, int nodes) =>
        targets.WithstandWithoutLocksAsync(Budgets.AtOnce(tickets: 3), database, nodes);

    [Theory, NodesOnSqlite(2), NodesOnPostgreSql(1)]
    public Task A_thousand_wrong_codes_at_once_stay_within_the_twenty_of_a_day(Database database, int nodes) =>
        targets.WithstandWithoutLocksAsync(Budgets.AtOnce(tickets: 25), database, nodes);

    [Theory, NodesOnSqlite, NodesOnPostgreSql, Trait("Category", "Soak")]
    public async Task Each_burst_of_a_thousand_stays_within_each_limit(Database database, int nodes)
    {
        await targets.WithstandAsync(Guessing.AtOnceAsync, database, nodes);
        await targets.WithstandWithoutLocksAsync(Budgets.AtOnce(tickets: 3), database, nodes);
        await targets.WithstandWithoutLocksAsync(Budgets.AtOnce(tickets: 25), database, nodes);
    }

    [Fact]
    public Task Another_spelling_of_the_name_has_no_budget_of_its_own() => targets.WithstandAsync(Guessing.UnderOtherSpellingsAsync);

    [Fact]
    public Task A_new_message_brings_no_new_attempts() => targets.WithstandAsync(Guessing.BetweenMessagesAsync);

    [Fact]
    public Task A_new_message_brings_its_ticket_no_new_attempts() => targets.WithstandWithoutLocksAsync(Budgets.BetweenMessagesAsync);

    [Fact]
    public Task Own_logins_clear_nothing_that_was_guessed_at_others() =>
        targets.WithstandWithoutLocksAsync(Budgets.BesideOwnLoginsAsync);

    [Fact]
    public Task Own_logins_clear_no_wrong_passwords_of_their_address() =>
        targets.WithstandAsync(Addresses.BesideOwnLoginsAsync, nodes: 1);

    [Fact]
    public Task A_locked_account_answers_right_and_wrong_alike() => targets.WithstandAsync(Guessing.WhileLockedAsync);

    [Fact]
    public Task A_header_makes_no_other_address() => targets.WithstandAsync(Addresses.ForgedAsync, nodes: 1);

    [Fact]
    public Task A_header_brings_no_other_budget() => targets.WithstandWithoutLocksAsync(Budgets.UnderForgedAddressesAsync);
}
