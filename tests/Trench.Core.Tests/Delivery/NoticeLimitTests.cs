using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>Attack: who got in fills the owner's mailbox, or hides the one mail that matters among many.</summary>
public sealed class NoticeLimitTests : IAsyncLifetime
{
    private const string Last = "no more messages about it are sent for up to an hour";

    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await NoticeTests.StartAsync();
        _anna = await NoticeTests.NewAsync(_engine);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_method_that_comes_and_goes_in_a_loop_is_told_ten_times_each_way()
    {
        await FloodAsync();

        Assert.Equal(20, _engine.Outbox.Count);
        Assert.Equal(2, NoticeTests.Notices(_engine, _anna).Count(notice => notice.Text.Contains(Last, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_flood_of_one_kind_hides_no_other()
    {
        await FloodAsync();
        var secret = await _anna.EnrolTokenAsync();
        Assert.True((await _anna.RegenerateAsync("token", _anna.CodeOf(secret))).Succeeded);

        Assert.StartsWith("New backup codes were made", (await NoticeAsync(21)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_does_not_hide_that_an_older_method_went()
    {
        var secret = await _anna.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        await HappenAsync([.. Enumerable.Repeat(EventNames.Deactivated, 12)]);
        await NoticeAsync(11);

        Assert.True((await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Succeeded);

        Assert.StartsWith("The sign-in method token was removed", (await NoticeAsync(12)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_later_changes_are_told_again()
    {
        await FloodAsync();
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        await _anna.EnrolTokenAsync();

        var notice = await NoticeAsync(21);
        Assert.StartsWith("The sign-in method token was added", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Last, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_many_times_at_one_stroke_is_told_ten_times()
    {
        Assert.True((await HappenAsync([.. Enumerable.Repeat(EventNames.BackupGenerated, 12)])).Done);

        Assert.Equal(10, _engine.Outbox.Count);
    }

    // Attack: all at once, so that one kind that is told often enough takes the notices of another along.
    [Fact]
    public async Task Simultaneous_changes_are_told_no_more_often_and_take_no_other_notice_along()
    {
        string[] names = [EventNames.BackupGenerated, EventNames.BackupExhausted, EventNames.Reset];

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (_, _) => await HappenAsync(names));

        Assert.Equal(10 + 10 + 50, _engine.Outbox.Count);
    }

    private async Task FloodAsync()
    {
        for (var i = 0; i < 12; i++)
        {
            var secret = await _anna.EnrolTokenAsync();
            Assert.True((await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Succeeded);
        }

        await NoticeAsync(20);
    }

    private Task<CommitResult> HappenAsync(string[] names) => _engine.InScopeAsync(services =>
    {
        var journal = services.GetRequiredService<Journal>();
        return journal.CommitAsync([], [.. names.Select(name => journal.Note(name, _anna.Id))], default);
    });

    private Task<Message> NoticeAsync(int number) => _engine.Messages.WaitAsync(_anna.Address, number);
}
