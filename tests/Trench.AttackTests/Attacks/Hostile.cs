using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace Trench.AttackTests;

/// <summary>Values that no client means, at every route and in every member, by somebody who is signed in.</summary>
internal static class Hostile
{
    private const int LongestBody = 16 * 1024;

    // These end the session, or the account, that the others need.
    private static readonly string[] Ends = ["/auth/logout", "/auth/token/logout", "/auth/users/me"];

    public static async Task<Finding?> ValuesAsync(Target target)
    {
        string[] values = [.. BadInputs.All.Where(input => input is { Group: not ("json_body" or "headers"), RawBase64: null }).Select(Value)];
        return await SendAllAsync(target, route => values.Select(value => route.Request(value)));
    }

    public static async Task<Finding?> BodiesAsync(Target target)
    {
        byte[][] bodies = [.. BadInputs.Of("json_body").Select(input => input.Octets(_ => "nothing")), Nested(8_000)];
        return await SendAllAsync(target, route => bodies.Select(body => route.Request(body)));
    }

    /// <summary>Five megabytes: refused before they are sent.</summary>
    public static async Task<Finding?> HugeBodiesAsync(Target target)
    {
        var huge = new byte[5 * 1024 * 1024];
        return await SendAllAsync(target, route => [route.Request(huge)]);
    }

    private static async Task<Finding?> SendAllAsync(Target target, Func<Route, IEnumerable<HttpRequestMessage>> requests)
    {
        var victim = await Victim.WithAppAsync(target);
        var visitor = target.Visitor();
        var routes = (await Route.AllAsync(target)).Where(route => route.Verb == HttpMethod.Post && !Ends.Contains(route.Path));
        var findings = new ConcurrentQueue<Finding>();
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (route, cancellationToken) =>
        {
            foreach (var request in requests(route))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", victim.Token);
                var answer = await SendAsync(visitor, request);
                if (answer.Status >= 500 || answer.Headers.CacheControl?.NoStore != true)
                {
                    var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                    findings.Enqueue(new Finding($"{route.Path} was sent {body[..Math.Min(body.Length, 200)]} and answered {answer}"));
                }
            }
        });
        return findings.FirstOrDefault()
            ?? Finding.IfRefused(await victim.CompleteAsync(await victim.TicketAsync(), victim.BackupCodes[0]), "the victim's own code");
    }

    // The server is asked first: it may close the connection on what it does not want, and would be taken for broken.
    private static async Task<Answer> SendAsync(Api visitor, HttpRequestMessage request)
    {
        await (request.Content?.LoadIntoBufferAsync() ?? Task.CompletedTask);
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LongestBody;
        using var response = await visitor.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static HttpRequestMessage Request(this Route route, byte[] body)
    {
        var request = route.Request("");
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
        return request;
    }

    private static string Value(BadInput input) => input.Value(_ => "123456");

    private static byte[] Nested(int depth) => Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth));
}
