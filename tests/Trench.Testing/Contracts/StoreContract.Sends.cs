using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    private static readonly Rate FiveAnHour = new(5, TimeSpan.FromHours(1));

    [ContractFact]
    public async Task A_key_counts_as_many_messages_as_its_limit_allows()
    {
        var key = StoreRows.NewId("key");
        await CountedAsync(key, 5);

        Assert.False(await WinsAsync(Send(key)));
        Assert.True(await WinsAsync(Send(StoreRows.NewId("another"))));
    }

    [ContractFact]
    public async Task A_counted_message_is_forgotten_after_its_period()
    {
        var key = StoreRows.NewId("key");
        await CountedAsync(key, 1);
        Clock.Advance(TimeSpan.FromMinutes(30));
        await CountedAsync(key, 4);
        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal((true, false), (await WinsAsync(Send(key)), await WinsAsync(Send(key))));
    }

    [ContractFact]
    public async Task Of_two_limits_either_may_be_reached()
    {
        var key = StoreRows.NewId("key");
        var both = new[] { FiveAnHour, new Rate(6, TimeSpan.FromDays(1)) };
        await CountedAsync(key, 5);
        Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal((true, false), (await WinsAsync(Send(key, limits: both)), await WinsAsync(Send(key, limits: both))));
    }

    [ContractFact]
    public async Task A_right_answer_takes_back_what_its_own_challenge_counted()
    {
        var (key, challenge) = (StoreRows.NewId("key"), StoreRows.NewId("challenge"));
        await CountedAsync(key, 2);
        await CountedAsync(key, 3, challenge);

        await GivenAsync(new RefundSends(challenge));

        Assert.Equal(2, (await SendsAsync(key)).Count);
    }

    [ContractFact]
    public async Task One_message_of_a_challenge_is_taken_back_without_the_others()
    {
        var (key, challenge) = (StoreRows.NewId("key"), StoreRows.NewId("challenge"));
        await CountedAsync(key, 1, challenge);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await CountedAsync(key, 1, challenge);

        await GivenAsync(new RefundSends(challenge) { CountedAt = Now });

        Assert.Equal([Now.AddMinutes(-1)], await SendsAsync(key));
    }

    [ContractFact]
    public async Task Counted_messages_are_listed_newest_first()
    {
        var key = StoreRows.NewId("key");
        await CountedAsync(key, 2);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await CountedAsync(key, 1);

        Assert.Equal([Now, Now.AddMinutes(-1)], await SendsAsync(key, most: 2));
    }

    // Attack: the limit is looked at, then the message is sent, by many at once.
    [ContractFact]
    public async Task Of_200_simultaneous_messages_the_limit_lets_five_out()
    {
        var key = StoreRows.NewId("key");

        Assert.Equal(5, await RaceAsync(Contestants, _ => [Send(key), new AddMessage(StoreRows.Message(null, Now))]));
        Assert.Equal(5, (await SendsAsync(key)).Count);
    }

    [ContractFact]
    public async Task Messages_of_different_users_to_one_target_are_counted_together()
    {
        var keys = Enumerable.Range(0, 10).Select(_ => StoreRows.NewId("user")).ToArray();
        var target = StoreRows.NewId("target");

        Assert.Equal(5, await RaceAsync(100, contestant => [Send(target), Send(keys[contestant % 10])]));
    }

    private CountSend Send(string key, string? challengeId = null, IReadOnlyList<Rate>? limits = null) => new(
        new SendCount { Id = StoreRows.NewId("send"), Key = key, ChallengeId = challengeId, At = Now, ExpiresAt = Now.AddHours(1) },
        limits ?? [FiveAnHour]);

    private async Task CountedAsync(string key, int messages, string? challengeId = null)
    {
        for (var message = 0; message < messages; message++)
        {
            await GivenAsync(Send(key, challengeId));
        }
    }

    private Task<IReadOnlyList<DateTimeOffset>> SendsAsync(string key, int most = 100) =>
        AskAsync(store => store.ListSendsAsync(key, most, CancellationToken.None));
}
