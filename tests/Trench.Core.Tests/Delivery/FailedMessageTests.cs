using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>A message that came to nothing is no message: the next one need not wait.</summary>
public sealed class FailedMessageTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
        _engine.Clock.Advance(TimeSpan.FromSeconds(31));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task After_a_failure_the_next_code_is_sent_at_once()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("503"));
        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.RequestCodeAsync()).Refusal?.Kind);
        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.RequestCodeAsync()).Refusal?.Kind);

        _engine.Messages.Answer = null;

        Assert.True((await _anna.RequestCodeAsync()).Succeeded);
        Assert.True((await _anna.DeactivateAsync("pigeon", _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_code_that_could_not_be_sent_is_not_asked_for_as_if_it_had_been()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("503"));

        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
    }

    [Fact]
    public async Task After_one_that_was_sent_the_next_waits()
    {
        Assert.True((await _anna.RequestCodeAsync()).Succeeded);

        Assert.Equal(RefusalKind.SendCooldown, (await _anna.RequestCodeAsync()).Refusal?.Kind);
    }
}
