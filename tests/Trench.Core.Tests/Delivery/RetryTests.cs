using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

public sealed class RetryTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("connection refused"));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_message_is_tried_four_times_and_given_up()
    {
        await _anna.TicketAsync();

        await UntilAsync(row => row.State == OutboxState.Abandoned);

        Assert.Equal(1 + 4, _engine.Messages.Count(_anna.Address));
    }

    // SECURITY.md R2: 1, 3 and 9 seconds, each a fifth more or less.
    [Fact]
    public async Task The_first_pause_is_about_a_second()
    {
        await _anna.TicketAsync();

        var row = await UntilAsync(row => row.LeaseOwner is null, advance: TimeSpan.Zero);

        Assert.InRange(row.NextAttemptAt - row.CreatedAt, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2));
    }

    private async Task<OutboxMessage> UntilAsync(Func<OutboxMessage, bool> holds, TimeSpan? advance = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_engine.Outbox.FirstOrDefault(row => row.State != OutboxState.Sent && holds(row)) is { } found)
            {
                return found;
            }

            _engine.Clock.Advance(advance ?? TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
    }
}
