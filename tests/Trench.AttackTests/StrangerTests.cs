namespace Trench.AttackTests;

/// <summary>Attack: somebody without a session, or with a ticket at most.</summary>
[Collection(AttackTests.Name)]
public sealed class StrangerTests(Targets targets)
{
    [Fact]
    public Task A_ticket_opens_nothing() => targets.WithstandAsync(Strangers.WithATicketForATokenAsync);

    [Fact]
    public Task Every_login_is_tried() => targets.WithstandAsync(PasswordTable.OutsideTheTableAsync);

    [Fact]
    public Task The_first_step_gives_a_ticket_and_nothing_else() => targets.WithstandAsync(Strangers.WithWhatTheFirstStepGivesAsync);

    [Fact]
    public Task A_forged_token_opens_nothing_and_is_not_followed() => targets.WithstandAsync(Strangers.WithForgedTokensAsync);

    [Fact]
    public Task Ten_thousand_requests_of_strangers_lock_nobody_out() =>
        targets.WithstandAsync(Strangers.InGreatNumber(requests: 10_000), nodes: 1);

    [Fact]
    public Task Wrong_passwords_of_strangers_lock_nobody_out() => targets.WithstandAsync(Strangers.InGreatNumber(requests: 20));

    [Fact]
    public Task No_answer_leads_elsewhere() => targets.WithstandAsync(Strangers.WithAnAddressToReturnToAsync);

    [Fact]
    public Task A_taken_number_cannot_be_told_from_a_free_one() => targets.WithstandAsync(Enumeration.ByTakenNumbersAsync);

    [Fact]
    public Task The_description_of_the_methods_tells_of_nobody() => targets.WithstandAsync(Enumeration.ByConfigurationAsync);

    [Fact]
    public Task An_unknown_name_cannot_be_told_from_a_wrong_password() => targets.WithstandAsync(Enumeration.ByNamesAsync);
}
