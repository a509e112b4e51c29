using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace Trench.AttackTests;

/// <summary>
/// Values that no client means, at every route, in every member of its body and of its query, by an administrator who is signed in.
/// </summary>
internal static class Hostile
{
    private const int LongestBody = 16 * 1024;

    // The server refuses a longer address before anything of ours sees it.
    private const int LongestQuery = 4 * 1024;

    private const int TooLarge = 413;

    // A few less than the wrong passwords after which an address is not listened to any more.
    private const int PerAddress = 25;

    // These end the session that the others need. They have no member.
    private static readonly string[] Logouts = ["POST /auth/logout", "POST /auth/token/logout"];

    // These end the account, or a method of it, where a session has a fresh proof.
    private static readonly string[] Ends = ["DELETE /auth/users/me", "DELETE /mfa", "DELETE /2factor/user-config/own/{id}/destroy"];

    public static async Task<Finding?> ValuesAsync(Target target)
    {
        string[] values = [.. BadInputs.All.Where(input => input is { Group: not ("json_body" or "headers"), RawBase64: null }).Select(Value)];
        return await SendAllAsync(target, route => values.SelectMany(route.Requests), IsInOrder);
    }

    public static async Task<Finding?> BodiesAsync(Target target)
    {
        byte[][] bodies = [.. BadInputs.Of("json_body").Select(input => input.Octets(_ => "nothing")), Nested(8_000)];
        return await SendAllAsync(target, route => route.Requests(bodies), IsInOrder);
    }

    /// <summary>Five megabytes: refused before they are sent.</summary>
    public static async Task<Finding?> HugeBodiesAsync(Target target)
    {
        var huge = new byte[5 * 1024 * 1024];
        return await SendAllAsync(target, route => route.Requests([huge]), answer => answer.Status == TooLarge && IsInOrder(answer));
    }

    private static async Task<Finding?> SendAllAsync(
        Target target, Func<Route, IEnumerable<HttpRequestMessage>> requests, Func<Answer, bool> isFine)
    {
        var victim = await AdministratorAsync(target);
        var leaver = await Victim.WithAppAsync(target);
        await leaver.OutliveProofAsync();
        var routes = await FilledAsync(target, victim);
        var findings = new ConcurrentQueue<Finding>();
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (route, cancellationToken) =>
        {
            var sender = Ends.Contains(route.Name) ? leaver : victim;
            foreach (var some in requests(route).Chunk(PerAddress))
            {
                var visitor = target.Visitor();
                foreach (var request in some)
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sender.Token);
                    var answer = await SendAsync(visitor, request);
                    if (!isFine(answer))
                    {
                        findings.Enqueue(new Finding($"{await TellAsync(request, cancellationToken)} was answered {answer}"));
                    }
                }
            }
        });
        return findings.FirstOrDefault()
            ?? Finding.IfRefused(await victim.CompleteAsync(await victim.TicketAsync(), victim.BackupCodes[0]), "the victim's own code");
    }

    private static async Task<string> TellAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return $"{request.Method} {request.RequestUri} with {body[..Math.Min(body.Length, 200)]}";
    }

    private static bool IsInOrder(Answer answer) => answer.Status < 500 && answer.Headers.CacheControl?.NoStore == true;

    // What is named in a path exists, so that a value gets as far as it can.
    private static async Task<IEnumerable<Route>> FilledAsync(Target target, Victim victim)
    {
        var bystander = (await (await Victim.WithAppAsync(target)).GetAsync("/auth/users/me")).Has(200).String("id");
        var config = (await victim.GetAsync("/2factor/user-config/own/list")).Has(200).Body![0]!["id"]!.GetValue<string>();
        var offered = (await victim.GetAsync("/2factor/method-config/list/active")).Has(200).Body![0]!["id"]!.GetValue<string>();
        return
        [
            .. from route in await Route.AllAsync(target)
            where !Logouts.Contains(route.Name)
            let id = route.Pattern.StartsWith("/admin/", StringComparison.Ordinal) ? offered : config
            let path = route.Pattern.Replace("{user}", bystander, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal)
            select route with { Path = Route.Filled(path) },
        ];
    }

    private static async Task<Victim> AdministratorAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        await target.Database.PromoteAsync((await victim.GetAsync("/auth/users/me")).Has(200).String("id"));
        return victim;
    }

    // All members at once; then those alone without which nothing is done, as the others may be what is refused; then the query's.
    private static IEnumerable<HttpRequestMessage> Requests(this Route route, string value)
    {
        var required = route.Members.Where(member => member.IsRequired).ToArray();
        if (route.Members.Length > 0)
        {
            yield return route.Request(value);
        }

        if (required.Length > 0 && required.Length < route.Members.Length)
        {
            yield return route.Request(required, value);
        }

        var escaped = Uri.EscapeDataString(value);
        foreach (var name in escaped.Length <= LongestQuery ? route.Query : [])
        {
            yield return route.Request(value, $"?{name}={escaped}");
        }
    }

    // The server is asked first: it may close the connection on what it does not want, and would be taken for broken.
    private static async Task<Answer> SendAsync(Api visitor, HttpRequestMessage request)
    {
        await (request.Content?.LoadIntoBufferAsync() ?? Task.CompletedTask);
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LongestBody;
        using var response = await visitor.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    // A question has no body, and none is read.
    private static IEnumerable<HttpRequestMessage> Requests(this Route route, IEnumerable<byte[]> bodies) =>
        route.Verb == HttpMethod.Get ? [] : bodies.Select(route.Request);

    private static HttpRequestMessage Request(this Route route, byte[] body)
    {
        var request = route.Request("");
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
        return request;
    }

    private static string Value(BadInput input) => input.Value(_ => "123456");

    private static byte[] Nested(int depth) => Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth));
}
