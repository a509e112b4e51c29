using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What a route of one facade does beyond what all routes do.</summary>
internal sealed record RouteExtras
{
    /// <summary>Looks at each request of the path, whatever its verb and before anything else of it is read; null for nothing.</summary>
    public Func<HttpContext, Fault?>? Guard { get; init; }

    /// <summary>Reads a token of the facade's own that is good here besides access tokens; null for none.</summary>
    public Func<IServiceProvider, string, CancellationToken, Task<LiveSession?>>? OwnToken { get; init; }
}
