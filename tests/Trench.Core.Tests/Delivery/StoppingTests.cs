using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>The application stops while messages are on their way.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_message_that_is_being_sent_is_finished()
    {
        var answer = new TaskCompletionSource<Delivery>();
        _engine.Messages.Answer = (_, _) => answer.Task;
        await _anna.TicketAsync();
        await _engine.Messages.WaitAsync(_anna.Address, 2);

        var stopping = StopAsync(_engine, CancellationToken.None);
        answer.SetResult(Delivery.Sent());
        await stopping;

        Assert.Equal(OutboxState.Sent, _engine.Outbox.MaxBy(row => row.CreatedAt)?.State);
    }

    [Fact]
    public async Task A_message_for_which_there_is_no_time_is_given_back_at_once()
    {
        _engine.Messages.Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return Delivery.Sent();
        };
        await _anna.TicketAsync();
        await _engine.Messages.WaitAsync(_anna.Address, 2);

        await StopAsync(_engine, new CancellationToken(canceled: true));

        var row = Assert.Single(_engine.Outbox, row => row.State == OutboxState.Queued);
        Assert.Null(row.LeaseOwner);
        Assert.NotNull(row.SealedBody);
    }

    [Fact]
    public async Task A_database_that_is_silent_does_not_keep_the_application_from_its_end()
    {
        var outbox = new SilentOutbox();
        await using var engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IOutboxStore>(outbox));

        var stopping = StopAsync(engine, CancellationToken.None);
        var release = await outbox.Asked.WaitAsync(Patience);
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        await stopping.WaitAsync(Patience);

        Assert.True(release.IsCancellationRequested);
    }

    private static Task<bool> StopAsync(TestEngine engine, CancellationToken cancellationToken) => engine.InScopeAsync(async services =>
    {
        await services.GetRequiredService<Courier>().StopAsync(cancellationToken);
        return true;
    });

    /// <summary>An empty outbox that hears nothing, not even that it may give up, the first time it is to give messages back.</summary>
    private sealed class SilentOutbox : IOutboxStore
    {
        private readonly TaskCompletionSource<CancellationToken> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<CancellationToken> Asked => _asked.Task;

        public Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
            string owner, int most, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<OutboxMessage>>([]);

        public Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken) =>
            _asked.TrySetResult(cancellationToken) ? new TaskCompletionSource<int>().Task : Task.FromResult(0);

        public Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<bool> MarkPostponedAsync(
            string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
