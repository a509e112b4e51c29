using System.Diagnostics;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>Several servers of one service, asked at once.</summary>
public sealed class ParallelServerTests
{
    private static readonly TimeSpan WellBefore = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task One_that_answers_is_enough()
    {
        await using var bench = await CloudBench.StartAsync(3, ("YUBICLOUD_TIMEOUT", "10"));
        await bench.Servers[0].DisposeAsync();
        bench.Servers[1].Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var watch = Stopwatch.StartNew();

        Assert.NotNull((await bench.CheckAsync(bench.NewKey().Press())).Counter);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, WellBefore);
    }

    [Fact]
    public async Task All_are_asked_the_same_question()
    {
        await using var bench = await CloudBench.StartAsync(3);
        bench.Servers[1].Twist = reply => reply.Key = [];
        bench.Servers[2].Twist = reply => reply.Key = [];
        bench.Server.Twist = reply => reply.Key = [];

        await bench.CheckAsync(bench.NewKey().Press());

        Assert.Equal(3, bench.Asked);
        Assert.Single(bench.Servers.SelectMany(server => server.Asked).Select(asked => (asked["otp"], asked["nonce"])).Distinct());
    }

    // Two servers of one service: the one that heard of the password from its peer answers REPLAYED_REQUEST.
    [Fact]
    public async Task One_that_was_told_by_its_peer_is_no_refusal()
    {
        await using var bench = await CloudBench.StartAsync(5);
        var key = bench.NewKey();

        for (var i = 0; i < 20; i++)
        {
            Assert.NotNull((await bench.CheckAsync(key.Press())).Counter);
        }
    }

    [Fact]
    public async Task One_that_was_told_is_waited_past_until_its_peer_answers()
    {
        await using var bench = await CloudBench.StartAsync(2, ("YUBICLOUD_TIMEOUT", "10"));
        bench.Servers[0].Twist = reply => reply.Pairs["status"] = "REPLAYED_REQUEST";
        bench.Book.Forgets = true;

        Assert.NotNull((await bench.CheckAsync(bench.NewKey().Press())).Counter);
    }

    [Fact]
    public async Task A_forged_answer_beside_a_genuine_one_changes_nothing()
    {
        await using var bench = await CloudBench.StartAsync(2);
        bench.Book.Forgets = true;
        bench.Servers[0].Twist = reply => (reply.Key, reply.Pairs["status"]) = ("somebody-else's-key."u8.ToArray(), "BAD_OTP");

        Assert.NotNull((await bench.CheckAsync(bench.NewKey().Press())).Counter);
    }

    [Fact]
    public async Task When_none_answers_the_code_is_not_judged_and_not_charged()
    {
        await using var bench = await CloudBench.StartAsync(2, ("YUBICLOUD_TIMEOUT", "3"));
        var key = bench.NewKey();
        var ann = await bench.EnrolledAsync(key);
        await bench.Servers[0].DisposeAsync();
        bench.Servers[1].Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var watch = Stopwatch.StartNew();

        Assert.Equal(RefusalKind.Unavailable, await CloudBench.SignInAsync(ann, key.Press()));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(2_900), TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await bench.Engine.Store.FindUserAsync(ann.Id, default)).Factor!.DayFailures);
    }
}
