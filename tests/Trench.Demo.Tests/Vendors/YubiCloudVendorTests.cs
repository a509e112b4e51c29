using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Trench.Demo.Tests;

/// <summary>YubiCloud behind the demo: whatever is wrong with it, nobody gets in and nothing is activated by half.</summary>
public sealed class YubiCloudVendorTests : IAsyncLifetime
{
    private const string Words = "vendor says no to key 0042";
    private YubiCloud _cloud = null!;
    private LoneNode _node = null!;

    private static readonly Dictionary<string, Action<YubiCloudDouble>> Answers = new()
    {
        ["slow"] = server => server.Instead = context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted),
        ["breaks off"] = server => server.Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["client error"] = server => server.Instead = context => WriteAsync(context, 403),
        ["server error"] = server => server.Instead = context => WriteAsync(context, 500),
        ["page"] = server => server.Instead = context => WriteAsync(context, 200),
        ["malformed"] = server => server.Twist = reply => reply.Distort = text => text.Replace("=", ":", StringComparison.Ordinal),
        ["unsigned"] = server => server.Twist = reply => reply.Key = [],
        ["huge"] = server => server.Twist = reply =>
            reply.Distort = text => text + string.Concat(Enumerable.Repeat("a=b\r\n", 2_000_000)),
    };

    public static TheoryData<string> Faults => [.. Answers.Keys];

    public async Task InitializeAsync()
    {
        _cloud = await YubiCloud.StartAsync();
        _node = await LoneNode.CreateAsync(_cloud.Settings.Append(new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_TIMEOUT", "1")));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_is_503_in_time_activates_nothing_and_is_over_when_it_is_over(string fault)
    {
        var key = _cloud.NewKey();
        var anna = await Person.RegisterAsync(_node.Host);
        (await anna.PostAsync("/auth/yubi/activate", new { })).Has(200);
        Answers[fault](_cloud.Server);
        var watch = Stopwatch.StartNew();

        var answer = (await anna.PostAsync("/auth/yubi/activate/confirm", new { code = key.Press() })).Has(503);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(Words, answer.Text, StringComparison.Ordinal);
        Assert.Empty(await anna.MethodsAsync());
        (_cloud.Server.Instead, _cloud.Server.Twist) = (null, null);
        await anna.ConfirmAsync("yubi", new { code = key.Press() });
    }

    [Fact]
    public async Task A_service_that_is_down_is_503_and_backup_codes_sign_in()
    {
        var key = _cloud.NewKey();
        var anna = await Person.RegisterAsync(_node.Host);
        (await anna.PostAsync("/auth/yubi/activate", new { })).Has(200);
        var codes = await anna.ConfirmAsync("yubi", new { code = key.Press() });
        await _cloud.Server.DisposeAsync();

        var ticket = await anna.TicketAsync();
        (await anna.CompleteAsync(ticket, key.Press())).Has(503);

        (await anna.CompleteAsync(ticket, codes[0])).Has(200);
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"<html><body>{Words} status=OK</body></html>");
    }
}
