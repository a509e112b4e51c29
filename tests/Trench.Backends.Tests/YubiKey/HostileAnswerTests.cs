using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>Answers of somebody between us and the server, or of a server that is broken: none of them signs anybody in.</summary>
public sealed class HostileAnswerTests
{
    private static readonly Dictionary<string, Action<YubiCloudDouble>> Attacks = new()
    {
        ["no signature"] = server => server.Twist = reply =>
            reply.Distort = text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..],
        ["the signature of another key"] = server => server.Twist = reply => reply.Key = "somebody-else's-key."u8.ToArray(),
        ["the empty key's signature"] = server => server.Twist = reply => reply.Key = [],
        ["the status changed after signing"] = server => server.Twist = reply =>
        {
            reply.Pairs["status"] = "BAD_OTP";
            reply.Distort = text => text.Replace("BAD_OTP", "OK", StringComparison.Ordinal);
        },
        ["another nonce"] = server => server.Twist = reply => reply.Pairs["nonce"] = new string('a', 32),
        ["no nonce"] = server => server.Twist = reply => reply.Pairs.Remove("nonce"),
        ["another password"] = server => server.Twist = reply => reply.Pairs["otp"] = SoftYubiKey.New().Press(),
        ["the password in upper case"] = server => server.Twist = reply => reply.Pairs["otp"] = reply.Pairs["otp"].ToUpperInvariant(),
        ["no password"] = server => server.Twist = reply => reply.Pairs.Remove("otp"),
        ["a status in lower case"] = server => server.Twist = reply => reply.Pairs["status"] = "ok",
        ["a status with a blank"] = server => server.Twist = reply => reply.Pairs["status"] = "OK ",
        ["a second status"] = server => server.Twist = reply => reply.Distort = text => "status=OK\r\n" + text,
        ["a status in the echo"] = server => server.Twist = reply =>
        {
            reply.Pairs["status"] = "BAD_OTP";
            reply.Pairs["otp"] += "\nstatus=OK";
        },
        ["a status in the echo, encoded"] = server => server.Twist = reply =>
        {
            reply.Pairs["status"] = "BAD_OTP";
            reply.Pairs["otp"] += "%0astatus=OK";
        },
        ["replayed"] = server => server.Twist = reply => reply.Pairs["status"] = "REPLAYED_OTP",
        ["backend error"] = server => server.Twist = reply => reply.Pairs["status"] = "BACKEND_ERROR",
        ["no counters"] = server => server.Twist = reply => reply.Pairs.Remove("sessioncounter"),
        ["nothing"] = server => server.Instead = _ => Task.CompletedTask,
        ["a page"] = server => server.Instead = context => context.Response.WriteAsync("<html><body>status=OK</body></html>"),
        ["a signed OK with status 500"] = server => server.Twist = reply => reply.StatusCode = 500,
        ["ten megabytes"] = server => server.Twist = reply =>
            reply.Distort = text => text + string.Concat(Enumerable.Repeat("a=b\r\n", 2_000_000)),
        ["an abort"] = server => server.Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["a redirect"] = server => server.Instead = context =>
        {
            context.Response.Redirect(server.Url + "?" + context.Request.QueryString.Value);
            return Task.CompletedTask;
        },
        ["no answer in time"] = server => server.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted),
        ["an answer that drips"] = server => server.Instead = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("a");
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(100), context.RequestAborted);
            }
        },
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_the_genuine_answer_signs_in(string attack)
    {
        await using var bench = await CloudBench.StartAsync(1, ("YUBICLOUD_TIMEOUT", "3"));
        var key = bench.NewKey();
        var ann = await bench.EnrolledAsync(key);
        Attacks[attack](bench.Server);
        var watch = Stopwatch.StartNew();

        var refused = await CloudBench.SignInAsync(ann, key.Press());

        Assert.Equal(attack == "replayed" ? RefusalKind.CodeWrong : RefusalKind.Unavailable, refused);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        (bench.Server.Twist, bench.Server.Instead) = (null, null);
        Assert.Null(await CloudBench.SignInAsync(ann, key.Press()));
    }

    [Fact]
    public async Task A_forged_answer_is_an_event_and_costs_nothing()
    {
        await using var bench = await CloudBench.StartAsync();
        var key = bench.NewKey();
        var ann = await bench.EnrolledAsync(key);
        bench.Engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Attacks["the signature of another key"](bench.Server);

        await CloudBench.SignInAsync(ann, key.Press());

        Assert.Contains("yubikey.signature_invalid", await bench.NewsOfAsync(ann));
        Assert.Equal(0, (await bench.Engine.Store.FindUserAsync(ann.Id, default)).Factor!.DayFailures);
    }
}
