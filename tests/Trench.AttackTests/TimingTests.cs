namespace Trench.AttackTests;

/// <summary>Attack: a clock in the attacker's hand. Long, and for a machine that does nothing else.</summary>
[Collection(AttackTests.Name), Trait("Category", "Soak")]
public sealed class TimingTests(Targets targets)
{
    [Fact]
    public Task An_unknown_name_takes_as_long_as_a_wrong_password() =>
        targets.WithstandWithoutLimitsAsync(Timing.OfNames(samples: 1_000), Database.Sqlite);

    [Fact]
    public Task A_right_code_takes_as_long_as_a_wrong_one_while_the_account_is_locked() =>
        targets.WithstandAsync(Timing.OfCodesWhileLocked(samples: 5_000));
}
