namespace Trench.AttackTests;

/// <summary>Attack: a code or ticket is used again, for another purpose, or by another user.</summary>
[Collection(AttackTests.Name)]
public sealed class ReplayTests(Targets targets)
{
    [Fact]
    public Task A_totp_code_is_accepted_only_once() => targets.WithstandAsync(Replays.OfATotpCodeAsync);

    [Fact]
    public Task The_code_that_confirmed_the_activation_does_not_sign_in() => targets.WithstandAsync(Replays.OfTheActivationCodeAsync);

    [Fact]
    public Task A_pending_method_does_not_sign_in() => targets.WithstandAsync(Replays.OfAPendingSecretAsync);

    [Fact]
    public Task A_new_password_ends_tickets_and_sessions() => targets.WithstandAsync(Replays.AfterANewPasswordAsync);

    [Fact]
    public Task Codes_of_another_user_are_wrong_and_stay_good_for_their_owner() => targets.WithstandAsync(Replays.OfAnotherUsersCodeAsync);

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_code_of_one_purpose_answers_no_other(Database database) =>
        targets.WithstandWithoutLimitsAsync(PurposeMatrix.FillAsync, database);

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_code_of_one_facade_answers_no_other(Database database) =>
        targets.WithstandWithoutLimitsAsync(FacadeMatrix.FillAsync, database);

    [Fact]
    public Task Every_route_that_takes_a_ticket_is_tried() => targets.WithstandAsync(TicketTable.OutsideTheTableAsync);

    [Fact]
    public Task A_ticket_has_one_spelling() => targets.WithstandAsync(Replays.OfAnAliasOfATicketAsync);
}
