using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>What becomes of a message whose provider fails (SECURITY row R2).</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private MessageWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
        _watch = new MessageWatch(_engine);
        _watch.Answer(_ => Delivery.Failed("connection refused"));
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_message_is_tried_four_times_and_given_up()
    {
        await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State == OutboxState.Abandoned);

        Assert.Equal(4, _watch.Attempts.Count);
    }

    // 1, 3 and 9 seconds, each a fifth more or less.
    [Fact]
    public async Task The_first_pause_is_about_a_second()
    {
        await _anna.TicketAsync();

        var row = await _watch.UntilAsync(row => row.LeaseOwner is null, advance: TimeSpan.Zero);

        Assert.InRange(row.NextAttemptAt - row.CreatedAt, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2));
    }

    // The clock of the test goes in steps of a second, and the courier looks once a second.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 9)]
    public async Task Each_pause_is_three_times_as_long(int attempts, int seconds)
    {
        await _anna.TicketAsync();

        var row = await _watch.UntilAsync(row => row.Attempts == attempts && row.LeaseOwner is null);

        var pause = row.NextAttemptAt - _watch.Attempts[attempts - 1];
        Assert.InRange(pause, TimeSpan.FromSeconds(seconds * 0.8), TimeSpan.FromSeconds((seconds * 1.2) + 1));
    }

    [Fact]
    public async Task A_provider_that_says_when_is_asked_again_then()
    {
        _watch.Answer(_ => Delivery.Failed("429", TimeSpan.FromSeconds(40)));
        await _anna.TicketAsync();

        var row = await _watch.UntilAsync(row => row.LeaseOwner is null, advance: TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(40), row.NextAttemptAt - row.CreatedAt);
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_longer_than_the_code_is_good_is_not_asked_again()
    {
        _watch.Answer(_ => Delivery.Failed("429", TimeSpan.FromMinutes(10)));

        await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State == OutboxState.Abandoned, advance: TimeSpan.Zero);
        Assert.Single(_watch.Attempts);
    }

    [Fact]
    public async Task A_provider_that_recovers_gets_a_message_once()
    {
        _watch.Answer(attempt => attempt <= 2 ? Delivery.Failed("503") : Delivery.Sent());
        await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State != OutboxState.Queued);
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(3, _watch.Attempts.Count);
    }

    [Fact]
    public async Task A_message_whose_fate_is_unclear_is_not_sent_twice()
    {
        _watch.Answer(_ => Delivery.FailedForGood("the answer was lost"));

        await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State == OutboxState.Abandoned);
        Assert.Single(_watch.Attempts);
    }

    [Fact]
    public async Task Every_failure_is_an_event()
    {
        await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State == OutboxState.Abandoned);

        await _watch.UntilAsync(async () => (await EventsAsync(EventNames.DeliveryAbandoned)).Count == 1);
        Assert.Equal(["temporary", "temporary", "temporary"], (await EventsAsync(EventNames.DeliveryFailed)).Select(told => told.Reason));
    }

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = name }, default);
}
