using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trench;

/// <summary>The meter and activity source, both named <c>Trench</c>.</summary>
public sealed class TrenchTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Trench";

    internal static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _events;
    private readonly Histogram<double> _deliveries;

    /// <summary>Creates the instruments, on a meter of the host's factory where it has one.</summary>
    public TrenchTelemetry(IMeterFactory? meters)
    {
        var meter = meters?.Create(Name) ?? new Meter(Name);
        _events = meter.CreateCounter<long>("trench.events", description: "Events by name, method and reason.");
        _deliveries = meter.CreateHistogram<double>("trench.delivery.duration", "s", "Duration of one attempt to send, by method and result.");
    }

    // What an administrator wrote would make a new series each time.
    internal void Count(MfaEvent happened) => _events.Add(
        1,
        new KeyValuePair<string, object?>("event", happened.Name),
        new KeyValuePair<string, object?>("method", happened.Method),
        new KeyValuePair<string, object?>("reason", happened.ActorId is null ? happened.Reason : "administrator"));

    internal void Delivered(string method, DeliveryResult result, TimeSpan duration) => _deliveries.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("method", method),
        new KeyValuePair<string, object?>("result", result.ToString()));
}
