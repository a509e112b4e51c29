using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>Faults of the store at the moment when it is written down that a message was not sent.</summary>
public sealed class InterruptedFailureTests : IAsyncLifetime
{
    private static readonly Delivery TooBusy = Delivery.Failed("429", TimeSpan.FromMinutes(10));
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private MessageWatch _watch = null!;
    private FaultyStore _store = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IMfaStore>(FaultyStore.Before));
        _store = (FaultyStore)_engine.Store;
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
        _watch = new MessageWatch(_engine);
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_message_that_could_not_be_given_up_is_still_held_and_counted_and_nothing_is_told()
    {
        await FailAsync(TooBusy, EventNames.DeliveryAbandoned);

        var row = Newest();
        Assert.Equal((OutboxState.Queued, true, 1), (row.State, row.LeaseOwner is not null, CountedFor(row)));
        Assert.Empty(await EventsAsync(EventNames.DeliveryAbandoned));
    }

    [Fact]
    public async Task When_its_lease_ends_it_is_given_up_told_and_taken_back()
    {
        var ticket = await FailAsync(TooBusy, EventNames.DeliveryAbandoned);

        var row = await _watch.UntilAsync(row => row.State == OutboxState.Abandoned);

        Assert.Equal("temporary", Assert.Single(await EventsAsync(EventNames.DeliveryAbandoned)).Reason);
        Assert.Equal(0, CountedFor(row));
        Assert.Null((await _engine.Store.FindChallengeAsync(Ticket.Hash(ticket), default))!.Challenge.LastSentAt);
    }

    [Fact]
    public async Task A_message_that_could_not_be_put_off_is_still_held_and_nothing_is_told()
    {
        await FailAsync(Delivery.Failed("503"), EventNames.DeliveryFailed);

        Assert.NotNull(Newest().LeaseOwner);
        Assert.Empty(await EventsAsync(EventNames.DeliveryFailed));
    }

    [Fact]
    public async Task When_its_lease_ends_it_is_tried_again()
    {
        await FailAsync(Delivery.Failed("503"), EventNames.DeliveryFailed);

        await _watch.UntilAsync(row => row is { Attempts: 2, LeaseOwner: null });

        Assert.Equal(2, _watch.Attempts.Count);
        Assert.Single(await EventsAsync(EventNames.DeliveryFailed));
    }

    [Fact]
    public async Task Who_waits_for_a_message_hears_of_its_failure_all_the_same()
    {
        _watch.Answer(_ => Delivery.Failed("connection refused"));
        var fault = _store.FailAt(EventNames.DeliveryAbandoned);

        var told = await _anna.RequestCodeAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(fault.IsCompleted);
        Assert.Equal(RefusalKind.DeliveryFailed, told.Refusal?.Kind);
    }

    // A login's message that comes to this, and the store is away once when that is to be told; its ticket.
    private async Task<string> FailAsync(Delivery delivery, string told)
    {
        _watch.Answer(_ => delivery);
        var fault = _store.FailAt(told);
        var ticket = await _anna.TicketAsync();
        await fault.WaitAsync(TimeSpan.FromSeconds(20));
        return ticket;
    }

    private OutboxMessage Newest() => _engine.Outbox.MaxBy(row => row.CreatedAt)!;

    // Once for its target and once for its user.
    private int CountedFor(OutboxMessage row) => _engine.Counted.Count(sent => sent.ChallengeId == row.ChallengeId) / 2;

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = name }, default);

    /// <summary>A store that is away once, for the commit that tells of one event.</summary>
    public class FaultyStore : DispatchProxy
    {
        private InMemoryMfaStore _store = null!;
        private string? _told;
        private TaskCompletionSource _struck = new();

        public static IMfaStore Before(IServiceProvider services)
        {
            var store = Create<IMfaStore, FaultyStore>();
            ((FaultyStore)store)._store = services.GetRequiredService<InMemoryMfaStore>();
            return store;
        }

        /// <summary>Ends when it has happened.</summary>
        public Task FailAt(string told)
        {
            _struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _told = told;
            return _struck.Task;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var changes = args?[0] as IReadOnlyList<Change> ?? [];
            if (!changes.OfType<AddEvents>().Any(events => events.Rows.Any(row => row.Name == _told)))
            {
                return targetMethod?.Invoke(_store, args);
            }

            _told = null;
            _struck.SetResult();
            return Task.FromException<CommitResult>(new StoreUnavailableException("away"));
        }
    }
}
