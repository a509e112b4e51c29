using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Trench.Demo;

/// <summary>Exports Trench's metrics and traces by OpenTelemetry where a collector is named. docs/telemetry.md lists them.</summary>
internal static class DemoTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The span around each request: without it a sampler that asks the parent drops everything inside.
    private const string Requests = "Microsoft.AspNetCore";

    public static IServiceCollection AddDemoTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[Endpoint]))
        {
            services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(TrenchTelemetry.Name).AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(TrenchTelemetry.Name, Requests).AddOtlpExporter());
        }

        return services;
    }
}
