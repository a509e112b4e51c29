using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>The application stops while messages are on their way.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
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

        var stopping = StopAsync(CancellationToken.None);
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

        await StopAsync(new CancellationToken(canceled: true));

        var row = Assert.Single(_engine.Outbox, row => row.State == OutboxState.Queued);
        Assert.Null(row.LeaseOwner);
        Assert.NotNull(row.SealedBody);
    }

    private Task<bool> StopAsync(CancellationToken cancellationToken) => _engine.InScopeAsync(async services =>
    {
        await services.GetRequiredService<Courier>().StopAsync(cancellationToken);
        return true;
    });
}
