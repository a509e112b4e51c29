namespace Trench.AttackTests;

/// <summary>Attack: SMS are asked for by many, because somebody earns by each.</summary>
[Collection(AttackTests.Name)]
public sealed class PumpingTests(Targets targets)
{
    private const int Many = 10_000;

    [ComponentFact(Component.PostgreSql)]
    public Task A_number_gets_five_SMS_an_hour_and_ten_a_day_from_a_hundred_addresses() =>
        targets.WithstandAsync(Pumping.OfANumber(requests: 300), Database.PostgreSql);

    [ComponentFact(Component.PostgreSql)]
    public Task A_range_of_numbers_gets_a_hundred_SMS_a_minute_and_somebody_is_told() =>
        targets.WithstandAsync(Pumping.OfRanges(requests: 150, ranges: 1, perMinute: 100, EventNames.PrefixThrottled), Database.PostgreSql);

    [ComponentFact(Component.PostgreSql), Trait("Category", "Soak")]
    public Task A_number_gets_ten_SMS_a_day_of_ten_thousand_requests() =>
        targets.WithstandAsync(Pumping.OfANumber(Many), Database.PostgreSql);

    [ComponentFact(Component.PostgreSql), Trait("Category", "Soak")]
    public Task A_range_of_ten_thousand_numbers_gets_a_hundred_SMS_a_minute() =>
        targets.WithstandAsync(Pumping.OfRanges(Many, ranges: 1, perMinute: 100, EventNames.PrefixThrottled), Database.PostgreSql);

    [ComponentFact(Component.PostgreSql), Trait("Category", "Soak")]
    public Task Ten_thousand_numbers_of_four_ranges_get_two_hundred_SMS_a_minute() =>
        targets.WithstandAsync(Pumping.OfRanges(Many, ranges: 4, perMinute: 200, EventNames.GlobalBreaker), Database.PostgreSql);
}
