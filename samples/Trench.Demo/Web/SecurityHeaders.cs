namespace Trench.Demo;

/// <summary>Tells the browser what this site never does: run inline code, load from elsewhere, be framed, tell where it was.</summary>
internal static class SecurityHeaders
{
    // QR codes come as data URIs; everything else is a file of our own.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    // At the last moment: an answer to something that broke starts anew without what was set before.
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(SetAsync, context.Response.Headers);
        return next(context);
    });

    private static Task SetAsync(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
