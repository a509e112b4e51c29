using System.Collections.Concurrent;
using System.Diagnostics;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>What the gate tells of answers.</summary>
public sealed class GateEventTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _secret = "";
    private IReadOnlyList<string> _backupCodes = [];

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_right_code_is_told_with_its_method_and_its_question()
    {
        var ticket = await _anna.TicketAsync();
        Assert.True((await _anna.CompleteAsync(ticket, _anna.CodeOf(_secret))).Succeeded);

        var accepted = await OnlyAsync(EventNames.CodeAccepted);
        var challenge = (await _engine.Store.FindChallengeAsync(Ticket.Hash(ticket), default))!.Challenge;
        Assert.Equal(("token", challenge.EnrolmentId), (accepted.Method, accepted.EnrolmentId));
        Assert.Equal((Purposes.Login, challenge.Id, null), (accepted.Purpose, accepted.ChallengeId, accepted.Count));
    }

    [Fact]
    public async Task A_wrong_code_is_told_with_its_method_and_its_reason()
    {
        await FailAsync(1);

        var rejected = await OnlyAsync(EventNames.CodeRejected);
        Assert.Equal(("token", "wrong", Purposes.Login, 1), (rejected.Method, rejected.Reason, rejected.Purpose, rejected.Count));
        Assert.NotNull(rejected.EnrolmentId);
        Assert.NotNull(rejected.ChallengeId);
    }

    [Fact]
    public async Task Of_two_that_found_it_wrong_the_one_asked_first_is_told()
    {
        await _anna.EnrolTokenAsync("spare");

        await FailAsync(1);

        Assert.Equal((await _anna.ListAsync())[0].Id, (await OnlyAsync(EventNames.CodeRejected)).EnrolmentId);
    }

    [Fact]
    public async Task A_backup_code_is_told_with_its_set_and_how_many_are_left()
    {
        await _anna.SignInAsync(_backupCodes[0]);

        var used = await OnlyAsync(EventNames.BackupUsed);
        Assert.Equal((null, (await _anna.ListAsync())[0].Id, 9), (used.Method, used.EnrolmentId, used.Count));
        Assert.Empty(await EventsAsync(EventNames.CodeAccepted));
    }

    [Fact]
    public async Task The_last_backup_codes_are_told_as_few_and_the_last_one_as_the_last()
    {
        await StartAsync(("BACKUP_CODES_QUANTITY", "5"));
        foreach (var code in _backupCodes)
        {
            await _anna.SignInAsync(code);
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 2, 3], (await EventsAsync(EventNames.BackupLow)).Select(told => told.Count));
        Assert.Equal(0, (await OnlyAsync(EventNames.BackupExhausted)).Count);
        Assert.Equal(5, (await EventsAsync(EventNames.BackupUsed)).Count);
    }

    [Fact]
    public async Task The_wrong_answer_that_brings_the_lock_tells_how_long_it_is()
    {
        await FailAsync(4);
        Assert.Empty(await EventsAsync(EventNames.AccountLocked));

        var last = await FailAsync(1);

        Assert.Equal(TimeSpan.FromSeconds(30), last?.RetryAfter);
        var locked = await OnlyAsync(EventNames.AccountLocked);
        Assert.Equal((30, Purposes.Login), (locked.Count, locked.Purpose));
    }

    [Fact]
    public async Task A_wrong_answer_without_a_lock_says_nothing_of_waiting() => Assert.Null((await FailAsync(1))?.RetryAfter);

    [Fact]
    public async Task The_wrong_answer_that_fills_the_window_is_told()
    {
        await StartAsync(("LIMITS:ACCOUNT_PER_30_DAYS", "3"));
        await FailAsync(2);
        Assert.Empty(await EventsAsync(EventNames.AccountHardLocked));

        await FailAsync(1);

        Assert.Equal((Purposes.Login, null), ((await OnlyAsync(EventNames.AccountHardLocked)).Purpose, (await FailAsync(1))?.PublicMessage));
        Assert.Single(await EventsAsync(EventNames.AccountHardLocked));
    }

    [Fact]
    public async Task An_answer_is_a_span_with_its_purpose()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TrenchTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var own = new Activity("test").Start();

        await FailAsync(1);

        var span = Assert.Single(spans, span => span.TraceId == own.TraceId && span.OperationName == "trench.answer");
        Assert.Equal(Purposes.Login, span.GetTagItem("trench.purpose"));
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _engine = await TestEngine.StartAsync(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _backupCodes = (await _anna.ConfirmAsync("token", _anna.CodeOf(_secret))).Value!.Codes;
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
    }

    private async Task<Refusal?> FailAsync(int times)
    {
        Refusal? last = null;
        var ticket = await _anna.TicketAsync();
        for (var time = 0; time < times; time++)
        {
            last = (await _anna.CompleteAsync(ticket, _anna.CodeOf(_secret) == "123456" ? "654321" : "123456")).Refusal;
        }

        return last;
    }

    private async Task<MfaEvent> OnlyAsync(string name) => Assert.Single(await EventsAsync(name));

    // Since the method was confirmed, newest first.
    private async Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        [.. (await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 1_000) { Name = name }, default))
            .Where(told => told.Purpose != Purposes.Enrol)];
}
