namespace Trench.Backends.Sms;

/// <summary>How connections to gateways are made. The time of a whole call is the circuit's to bound.</summary>
internal static class GatewayConnection
{
    /// <summary>
    /// How long connecting may take. Apart from the call's own limit, because a call that never connected may be repeated.
    /// </summary>
    public static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(4);

    public static HttpMessageHandler New() => new SocketsHttpHandler
    {
        ConnectTimeout = LongestConnect,

        // A redirect would carry the credentials to wherever it points.
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,

        // Shorter than gateways keep a connection, so that a request is seldom written to one that is just being closed: its fate would be
        // unclear.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 0,
    };
}
