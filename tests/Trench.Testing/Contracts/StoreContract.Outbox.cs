using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    private readonly string _worker = StoreRows.NewId("worker");

    [ContractFact]
    public async Task A_due_message_is_leased_whole_and_to_one_worker()
    {
        var row = await QueuedAsync();

        var leased = await LeaseOfAsync(row, "first");

        Assert.Equal(row with { LeaseOwner = "first", LeaseUntil = Now.AddSeconds(30), Attempts = 1 }, leased);
        Assert.Null(await LeaseOfAsync(row, "second"));
    }

    [ContractFact]
    public async Task A_message_is_not_leased_before_it_is_due()
    {
        var row = await QueuedAsync(message => message with { NextAttemptAt = Now.AddSeconds(10) });

        Assert.Null(await LeaseOfAsync(row, "first"));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await LeaseOfAsync(row, "first"));
    }

    [ContractFact]
    public async Task The_messages_of_a_dead_worker_are_taken_over()
    {
        var row = await QueuedAsync();
        await LeaseOfAsync(row, "dead");
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(2, (await LeaseOfAsync(row, "heir"))?.Attempts);
        Assert.False(await WorkAsync(outbox => outbox.MarkSentAsync(row.Id, "dead", CancellationToken.None)));
        Assert.True(await WorkAsync(outbox => outbox.MarkSentAsync(row.Id, "heir", CancellationToken.None)));
    }

    [ContractFact]
    public async Task A_worker_that_ends_gives_back_what_it_holds_and_nothing_else()
    {
        var others = await QueuedAsync();
        await LeaseOfAsync(others, "other");
        var (held, sent) = (await QueuedAsync(), await QueuedAsync());
        await LeaseAllAsync(_worker);
        await WorkAsync(outbox => outbox.MarkSentAsync(sent.Id, _worker, CancellationToken.None));

        Assert.InRange(await WorkAsync(outbox => outbox.ReleaseAsync(_worker, CancellationToken.None)), 1, int.MaxValue);

        Assert.Equal(0, await WorkAsync(outbox => outbox.ReleaseAsync(_worker, CancellationToken.None)));
        Assert.Equal(1, (await LeaseOfAsync(held, "heir"))?.Attempts);
        Assert.Null(await LeaseOfAsync(others, "heir"));
    }

    [ContractFact]
    public async Task No_more_messages_are_leased_than_asked_for()
    {
        await QueuedAsync();
        await QueuedAsync();

        Assert.Single(await WorkAsync(outbox => outbox.LeaseAsync(_worker, 1, Now, Now.AddSeconds(30), CancellationToken.None)));
    }

    [ContractFact]
    public async Task A_sent_or_abandoned_message_is_finished()
    {
        var (sent, abandoned) = (await QueuedAsync(), await QueuedAsync());
        await LeaseAllAsync(_worker);

        Assert.True(await WorkAsync(outbox => outbox.MarkSentAsync(sent.Id, _worker, CancellationToken.None)));
        Assert.False(await WorkAsync(outbox => outbox.MarkSentAsync(sent.Id, _worker, CancellationToken.None)));
        Assert.True(await WinsAsync(new AbandonMessage(abandoned.Id, _worker)));
        Assert.False(await WinsAsync(new AbandonMessage(abandoned.Id, _worker)));
        Assert.False(await WinsAsync(new RetryMessage(abandoned.Id, _worker, Now)));
        Assert.False(await WinsAsync(new RetryMessage(sent.Id, _worker, Now)));

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(await LeaseAllAsync("later"), row => row.Id == sent.Id || row.Id == abandoned.Id);
    }

    [ContractFact]
    public async Task A_message_given_back_is_leased_again_when_it_is_due()
    {
        var row = await QueuedAsync();
        await LeaseOfAsync(row, "first");
        Assert.False(await WinsAsync(new RetryMessage(row.Id, "second", Now)));
        Assert.True(await WinsAsync(new RetryMessage(row.Id, "first", Now.AddSeconds(5))));

        Assert.Null(await LeaseOfAsync(row, "second"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((2, "sealed body"), await LeaseOfAsync(row, "second") is { } again ? (again.Attempts, again.SealedBody) : default);
    }

    // A node that lost its lease must not take back what belongs to the message another one sends.
    [ContractFact]
    public async Task What_goes_with_the_end_of_a_message_is_committed_with_it_or_not_at_all()
    {
        var (challenge, key) = (StoreRows.NewId("challenge"), StoreRows.NewId("key"));
        await CountedAsync(key, 1, challenge);
        var row = await QueuedAsync(message => message with { ChallengeId = challenge });
        await LeaseAllAsync(_worker);
        Change[] EndBy(string owner) =>
            [new RefundSends(challenge), new AbandonMessage(row.Id, owner), new AddEvents([StoreRows.Event(_user, Now)])];

        Assert.IsType<AbandonMessage>((await CommitAsync(EndBy("another"))).Lost);
        Assert.Equal((1, 0), ((await SendsAsync(key)).Count, (await ListEventsAsync(_user, 10)).Count));

        Assert.True(await WinsAsync(EndBy(_worker)));
        Assert.Equal((0, 1), ((await SendsAsync(key)).Count, (await ListEventsAsync(_user, 10)).Count));
    }

    [ContractFact]
    public async Task A_message_is_given_up_once_and_told_once()
    {
        var row = await QueuedAsync();
        await LeaseAllAsync(_worker);

        var winners = await RaceAsync(20, _ => [new AbandonMessage(row.Id, _worker), new AddEvents([StoreRows.Event(_user, Now)])]);

        Assert.Equal((1, 1), (winners, (await ListEventsAsync(_user, 100)).Count));
    }

    [ContractFact]
    public async Task A_message_that_was_postponed_is_leased_again_without_a_further_attempt()
    {
        var row = await QueuedAsync();
        await LeaseOfAsync(row, "first");
        Assert.False(await WorkAsync(outbox => outbox.MarkPostponedAsync(row.Id, "second", Now, CancellationToken.None)));
        Assert.True(await WorkAsync(outbox => outbox.MarkPostponedAsync(row.Id, "first", Now.AddSeconds(5), CancellationToken.None)));

        Assert.Null(await LeaseOfAsync(row, "second"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, "sealed body"), await LeaseOfAsync(row, "second") is { } again ? (again.Attempts, again.SealedBody) : default);
    }

    [ContractFact]
    public async Task A_new_message_abandons_the_waiting_one_of_its_challenge()
    {
        var challenge = StoreRows.NewId("challenge");
        var old = await QueuedAsync(row => row with { ChallengeId = challenge });
        var notice = await QueuedAsync();

        var fresh = await QueuedAsync(row => row with { ChallengeId = challenge });

        var leased = (await LeaseAllAsync(_worker)).Select(row => row.Id).ToList();
        Assert.Equal((false, true, true), (leased.Contains(old.Id), leased.Contains(fresh.Id), leased.Contains(notice.Id)));
    }

    [ContractFact]
    public async Task Two_workers_never_hold_the_same_message()
    {
        for (var message = 0; message < 40; message++)
        {
            await QueuedAsync();
        }

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(async worker =>
        {
            await Task.Yield();
            return await WorkAsync(outbox =>
                outbox.LeaseAsync($"{_worker}-{worker}", 5, Now, Now.AddSeconds(30), CancellationToken.None));
        }));

        var ids = leases.SelectMany(rows => rows).Select(row => row.Id).ToList();
        Assert.True(ids.Count >= 40, $"Only {ids.Count} messages were leased.");
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private async Task<OutboxMessage> QueuedAsync(Func<OutboxMessage, OutboxMessage>? change = null)
    {
        var row = StoreRows.Message(challengeId: null, Now);
        row = change is null ? row : change(row);
        await GivenAsync(new AddMessage(row));
        return row;
    }

    // Facts share one outbox, so every lease takes whatever lies there and looks for its own.
    private Task<IReadOnlyList<OutboxMessage>> LeaseAllAsync(string owner) =>
        WorkAsync(outbox => outbox.LeaseAsync(owner, 1000, Now, Now.AddSeconds(30), CancellationToken.None));

    private async Task<OutboxMessage?> LeaseOfAsync(OutboxMessage row, string owner) =>
        (await LeaseAllAsync(owner)).SingleOrDefault(leased => leased.Id == row.Id);
}
