using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

public sealed class DeliveryTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_login_does_not_wait_for_a_provider_that_never_answers()
    {
        await _anna.EnrolAsync();
        _engine.Messages.Answer = (_, token) => Never(token);

        Assert.IsType<Asked>((await _anna.BeginAsync()).Value);
    }

    [Fact]
    public async Task A_route_that_waits_gives_up_after_three_seconds_and_the_message_goes_on()
    {
        var answer = new TaskCompletionSource<Delivery>();
        _engine.Messages.Answer = (_, _) => answer.Task;
        var waiting = _anna.ActivateAsync("pigeon");
        await _engine.Messages.WaitAsync(_anna.Address, 1);
        _engine.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.True((await waiting).Succeeded);
        answer.SetResult(Delivery.Sent());
        Assert.True((await _anna.ConfirmAsync("pigeon", _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_failure_that_the_caller_heard_is_not_tried_again()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("connection refused"));
        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);

        for (var i = 0; i < 60; i++)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _engine.Messages.Count(_anna.Address));
    }

    [Fact]
    public async Task A_failed_message_of_a_login_is_tried_again_and_its_code_is_the_same()
    {
        await _anna.EnrolAsync();
        var failures = 0;
        _engine.Messages.Answer = (_, _) => Task.FromResult(failures++ == 0 ? Delivery.Failed("connection refused") : Delivery.Sent());

        var ticket = await _anna.TicketAsync();
        var first = _anna.LastCode;
        await AdvanceUntilAsync(3);

        Assert.Equal(first, _anna.LastCode);
        Assert.True((await _anna.CompleteAsync(ticket, first)).Succeeded);
    }

    [Fact]
    public async Task An_exception_of_a_dispatcher_is_a_failure_and_its_text_is_not_kept()
    {
        _engine.Messages.Answer = (message, _) => throw new InvalidOperationException("550 no such user " + message.Recipient);

        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
        Assert.DoesNotContain(_anna.Address, _engine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_log_nor_event_holds_a_code_a_ticket_or_an_address()
    {
        var backup = await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        var code = _anna.LastCode;
        await _anna.CompleteAsync(ticket, code == "123456" ? "654321" : "123456");
        await _anna.CompleteAsync(ticket, code);
        var events = string.Join('\n', await _engine.Store.ListEventsAsync(new EventFilter(null, 1_000), default));

        foreach (var secret in new[] { ticket, code, _anna.Address, backup[0], backup[0].Replace("-", "", StringComparison.Ordinal) })
        {
            Assert.DoesNotContain(secret, _engine.Log.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, events, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_text_of_a_message_holds_one_run_of_digits_the_code()
    {
        await _anna.ActivateAsync("pigeon");
        var message = _engine.Messages.Last(_anna.Address);

        Assert.Equal([message.Code], System.Text.RegularExpressions.Regex.Matches(message.Text, "[0-9]{4,}").Select(match => match.Value));
    }

    [Fact]
    public async Task A_sent_message_leaves_no_body_behind()
    {
        await _anna.EnrolAsync();

        var rows = _engine.Outbox;

        Assert.All(rows, row => Assert.Null(row.SealedBody));
        Assert.All(rows, row => Assert.Equal(OutboxState.Sent, row.State));
    }

    private static async Task<Delivery> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Delivery.Sent();
    }

    private async Task AdvanceUntilAsync(int messages)
    {
        // The courier looks once a second of the test's clock; each look is real work on another thread, so a few moves may be needed.
        var arrival = _engine.Messages.WaitAsync(_anna.Address, messages);
        while (!arrival.IsCompleted)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(arrival, Task.Delay(20));
        }

        await arrival;
    }
}
