using Xunit.Abstractions;

namespace Trench.AttackTests;

/// <summary>Attack: a clock in the attacker's hand. Long, and for a machine that does nothing else.</summary>
[Collection(AttackTests.Name), Trait("Category", "Soak")]
public sealed class TimingTests(Targets targets, ITestOutputHelper output)
{
    private const int Samples = 5_000;

    [Fact]
    public Task An_unknown_name_takes_as_long_as_a_wrong_password() =>
        targets.WithstandWithoutLimitsAsync(Timing.OfNames(Samples, output.WriteLine), Database.Sqlite);

    [Fact]
    public Task A_wrong_password_takes_as_long_with_a_second_factor_as_without() =>
        targets.WithstandWithoutLimitsAsync(Timing.OfMethods(Samples, output.WriteLine), Database.Sqlite);

    [Fact]
    public Task A_wrong_code_takes_as_long_with_five_right_digits_as_with_none() =>
        targets.WithstandWithoutLimitsAsync(Timing.OfPrefixes(Samples, output.WriteLine), Database.Sqlite);

    [Fact]
    public Task A_right_code_takes_as_long_as_a_wrong_one_while_the_account_is_locked() =>
        targets.WithstandAsync(Timing.OfCodesWhileLocked(Samples, output.WriteLine));
}
