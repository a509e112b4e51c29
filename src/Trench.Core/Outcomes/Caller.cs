namespace Trench;

/// <summary>Who asks, as far as the engine needs to know.</summary>
/// <param name="Facade">The facade the request came through; tickets are bound to it.</param>
public sealed record Caller(string Facade)
{
    /// <summary>The OAuth client, where there is one; tickets are bound to it.</summary>
    public string? Client { get; init; }

    /// <summary>What that client asks for, space separated; a session opened by this request keeps it.</summary>
    public string? Scope { get; init; }

    /// <summary>The client's address, for events and the address limit. Tickets are not bound to it.</summary>
    public string? Address { get; init; }

    /// <summary>The language the request asks for, as a BCP 47 tag: that of messages to a user whose own is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The session of the access token, where there is one.</summary>
    public string? SessionId { get; init; }

    /// <summary>What a remembered device says at the first step of a login; null without.</summary>
    public string? DeviceTicket { get; init; }

    /// <summary>Hides the ticket of the device.</summary>
    public override string ToString() => $"Caller {Facade}";
}
