using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>Messages that wait for a provider which is not asked for a while (SECURITY row R3), and the end of their time.</summary>
public sealed class PostponedTests : IAsyncLifetime
{
    private static readonly Delivery Open = Delivery.Postponed("the circuit is open", TimeSpan.FromSeconds(15));
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
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_postponed_message_keeps_its_attempts_and_goes_out_when_the_provider_is_back()
    {
        _watch.Answer(attempt => attempt <= 10 ? Open : attempt <= 13 ? Delivery.Failed("503") : Delivery.Sent());
        var ticket = await _anna.TicketAsync();

        await _watch.UntilAsync(row => row.State == OutboxState.Sent);

        Assert.Equal(14, _watch.Attempts.Count);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    // The first one tries whether the provider works, and the others come a little later.
    [Fact]
    public async Task A_postponed_message_waits_as_long_as_it_is_told_and_five_seconds_more_at_most()
    {
        _watch.Answer(_ => Open);
        await _anna.TicketAsync();

        var row = await _watch.UntilAsync(row => row.LeaseOwner is null, advance: TimeSpan.Zero);

        Assert.InRange(row.NextAttemptAt - row.CreatedAt, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
        Assert.Equal(0, row.Attempts);
    }

    [Fact]
    public async Task A_provider_that_does_not_come_back_gets_nothing_after_the_end_of_the_code()
    {
        _watch.Answer(_ => Open);
        await _anna.TicketAsync();

        var row = await _watch.UntilAsync(row => row.State == OutboxState.Abandoned, advance: TimeSpan.FromSeconds(5));
        _watch.Answer(_ => Delivery.Sent());
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(row.SealedBody);
        Assert.All(_watch.Attempts, attempt => Assert.True(attempt < row.ExpiresAt));
    }

    [Fact]
    public async Task An_attempt_that_takes_its_time_ends_with_the_code()
    {
        var cut = new TaskCompletionSource<DateTimeOffset>();
        _watch.Answer(async (attempt, token) =>
        {
            if (attempt == 1)
            {
                return Delivery.Failed("503", TimeSpan.FromSeconds(592));
            }

            await using var ending = token.Register(() => cut.SetResult(_engine.Clock.Now));
            await Task.Delay(Timeout.Infinite, token);
            return Delivery.Sent();
        });
        await _anna.TicketAsync();
        await _watch.UntilAsync(row => row.LeaseOwner is null, advance: TimeSpan.Zero);
        _engine.Clock.Advance(TimeSpan.FromSeconds(590));

        var row = await _watch.UntilAsync(row => row.State == OutboxState.Abandoned);

        Assert.InRange(await cut.Task - row.ExpiresAt, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Who_waits_for_a_postponed_message_hears_at_once_that_it_failed()
    {
        _watch.Answer(_ => Open);

        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.RequestCodeAsync("pigeon")).Refusal?.Kind);
    }

    // Attack: a provider that hangs, with more messages than can be carried at once.
    [Fact]
    public async Task A_provider_that_hangs_holds_up_the_messages_of_no_other_method()
    {
        var people = Enumerable.Range(0, 10).Select(_ => Person.New(_engine)).ToList();
        foreach (var person in people)
        {
            await person.SignInAsync();
            await person.EnrolAsync();
        }

        _watch.Answer(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return Delivery.Sent();
        });
        await Task.WhenAll(people.Select(person => person.BeginAsync()));
        await _watch.UntilAsync(() => Task.FromResult(_watch.Attempts.Count >= 8), advance: TimeSpan.Zero);

        _engine.Messages.Answer = null;
        await _anna.ActivateAsync("dove");
        Assert.True((await _anna.ConfirmAsync("dove", _anna.LastCode)).Succeeded);
    }
}
