namespace Trench.Demo;

/// <summary>How much one request may bring. The largest that any route needs is a WebAuthn answer of 8 KiB.</summary>
internal static class RequestLimits
{
    private const int Body = 64 * 1024;
    private const int Headers = 16 * 1024;

    public static void UseRequestLimits(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Body;
        kestrel.Limits.MaxRequestHeadersTotalSize = Headers;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    });
}
