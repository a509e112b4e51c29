using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Trench.Demo.Tests;

public sealed class TelemetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_collector_gets_metrics_and_spans_and_no_secret()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectAsync(received);
        await using var node = await LoneNode.CreateAsync(
            Database.Sqlite,
            new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()),
            new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            new("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            new("OTEL_BSP_SCHEDULE_DELAY", "200"));
        var person = await Person.RegisterAsync(node.Host);
        await person.AddEmailAsync();
        var (ticket, code) = (await person.TicketAsync(), await person.MailedCodeAsync());
        (await person.CompleteAsync(ticket, code)).Has(200);

        using var limit = new CancellationTokenSource(Patience);
        while (!Text(received, "metrics").Contains("login.completed", StringComparison.Ordinal)
            || !Text(received, "traces").Contains("trench.answer", StringComparison.Ordinal))
        {
            Assert.False(limit.IsCancellationRequested, $"Only this came: {string.Join(", ", received.Select(part => $"{part.Key} {part.Value.Length}"))}");
            await Task.Delay(50);
        }

        Assert.Contains("trench.delivery.duration", Text(received, "metrics"), StringComparison.Ordinal);
        Assert.All(received.Values, text => Assert.DoesNotContain(ticket, text, StringComparison.Ordinal));
        Assert.All(received.Values, text => Assert.DoesNotContain(person.Email, text, StringComparison.Ordinal));
    }

    private static string Text(ConcurrentDictionary<string, string> received, string kind) => received.GetValueOrDefault("/v1/" + kind, "");

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, old) => old + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        return collector;
    }
}
