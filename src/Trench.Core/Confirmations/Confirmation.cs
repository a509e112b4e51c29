using System.Text.Json;

namespace Trench;

/// <summary>Where a confirmation stands, as far as anybody may ask.</summary>
public enum ConfirmationStatus
{
    /// <summary>Awaits its answer.</summary>
    InProcess,

    /// <summary>Answered rightly.</summary>
    Confirmed,
}

/// <summary>A challenge whose purpose is an action of the application.</summary>
public sealed record Confirmation
{
    private readonly string? _data;
    private readonly JsonSerializerOptions _json;

    internal Confirmation(string? data, JsonSerializerOptions json)
    {
        _data = data;
        _json = json;
    }

    /// <summary>Its id: whoever holds it may answer, so it belongs to the client that is asked and in no log.</summary>
    public required string Id { get; init; }

    /// <summary>The action it is for.</summary>
    public required string Action { get; init; }

    /// <summary>Awaiting its answer, or answered.</summary>
    public required ConfirmationStatus Status { get; init; }

    /// <summary>Whether it may be used now: answered, not too old, and of a config that is still good.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>Whom it asks; null when it proves an address of nobody yet.</summary>
    public string? UserId { get; init; }

    /// <summary>The enrolment it asks; null where a method is asked without one.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>The method it asks.</summary>
    public required string Method { get; init; }

    /// <summary>The <see cref="MethodConfig"/> it was asked under.</summary>
    public string? MethodConfigId { get; init; }

    /// <summary>The address that is proven, in canonical form, where a method was asked without an enrolment; null otherwise.</summary>
    public string? Target { get; init; }

    /// <summary>When it dies.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the application gave along with the request; the default of the type when it gave nothing.</summary>
    /// <exception cref="JsonException">It was something else.</exception>
    public T? Data<T>() => _data is null ? default : JsonSerializer.Deserialize<T>(_data, _json);

    /// <summary>Hides the id and the content.</summary>
    public override string ToString() => $"Confirmation of {Action}: {Status}";
}
