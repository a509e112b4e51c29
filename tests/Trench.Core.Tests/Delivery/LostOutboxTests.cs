using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

public sealed class LostOutboxTests
{
    [Fact]
    public async Task Who_waits_for_a_message_hears_of_its_failure_also_when_the_store_is_away_by_then()
    {
        await using var engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IOutboxStore>(new AwayOutbox()));
        var anna = Person.New(engine);
        await anna.SignInAsync();
        engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("connection refused"));

        var told = await anna.ActivateAsync("pigeon").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(RefusalKind.DeliveryFailed, told.Refusal?.Kind);
    }

    private sealed class AwayOutbox : IOutboxStore
    {
        public Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
            string owner, int most, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException();

        public Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken) => throw new StoreUnavailableException();

        public Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken) => throw new StoreUnavailableException();

        public Task<bool> MarkRetryAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException();

        public Task<bool> MarkPostponedAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException();

        public Task<bool> MarkAbandonedAsync(string messageId, string owner, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException();
    }
}
