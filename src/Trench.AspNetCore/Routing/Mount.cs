using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>A facade's routes under one prefix. A path ends with or without a slash: routing sees no difference.</summary>
internal sealed class Mount
{
    private static readonly string[] KnownVerbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
    private readonly SortedDictionary<string, SortedSet<string>> _verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<HttpContext, Fault?>> _guards = new(StringComparer.Ordinal);
    private readonly IEndpointRouteBuilder _parent;
    private readonly string _facade;

    /// <summary>Opens a group below the parent.</summary>
    /// <param name="parent">The application, or a group of it.</param>
    /// <param name="facade">The facade's name: tickets are bound to it.</param>
    public Mount(IEndpointRouteBuilder parent, string facade)
    {
        _parent = parent;
        _facade = facade;
        Group = parent.MapGroup("").WithTags(facade);
    }

    public RouteGroupBuilder Group { get; }

    /// <summary>The policy of the application that every route asks for; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the routes are our own: then an unknown member is refused.</summary>
    public bool RefusesUnknown { get; init; }

    /// <summary>Whether users sign in through it.</summary>
    public bool SignsIn { get; init; }

    /// <summary>How its routes tell whatever they refuse; null for as it is.</summary>
    public Func<Fault, Fault>? Reword { get; init; }

    /// <summary>What may stand behind every path, as Django REST framework's format does; null for nothing.</summary>
    public string? Suffix { get; init; }

    public void Get<TEndpoints>(RouteText text, Access access, Func<TEndpoints, Call<NoBody>, CancellationToken, Task<IResult>> handle) =>
        Get<TEndpoints, NoBody>(text, access, handle);

    /// <summary>A question whose members are in the query.</summary>
    public void Get<TEndpoints, TBody>(
        RouteText text, Access access, Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle)
        where TBody : IRequestBody<TBody> =>
        Map("GET", text, access, body: null, handle);

    /// <summary>A change that needs something from its body.</summary>
    public void Post<TEndpoints, TBody>(
        RouteText text,
        Access access,
        Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle,
        RouteExtras? extras = null)
        where TBody : IRequestBody<TBody> =>
        Map("POST", text, access, RulesOf<TBody>(), handle, extras: extras);

    /// <summary>A change that its ancestor makes by <c>PUT</c> and by <c>PATCH</c>.</summary>
    public void Put<TEndpoints, TBody>(
        RouteText text, Access access, Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle)
        where TBody : IRequestBody<TBody> =>
        Change(["PUT", "PATCH"], text, access, handle);

    /// <summary>A change whose ancestor knows several verbs for it.</summary>
    public void Change<TEndpoints, TBody>(
        IEnumerable<string> verbs,
        RouteText text,
        Access access,
        Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle,
        Func<Fault, Fault>? reword = null)
        where TBody : IRequestBody<TBody>
    {
        foreach (var verb in verbs)
        {
            Map(verb, text, access, RulesOf<TBody>(), handle, reword);
        }
    }

    /// <summary>A removal that needs something from its body.</summary>
    public void Delete<TEndpoints, TBody>(
        RouteText text, Access access, Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle)
        where TBody : IRequestBody<TBody> =>
        Map("DELETE", text, access, RulesOf<TBody>(), handle);

    /// <summary>
    /// Answers what is left, so that no answer under the prefix can be cached: 405 for another verb, also of a route of the application's, and
    /// 404 for another path where the prefix is a group of its own. At the root of an application another path is the application's.
    /// </summary>
    public void Close()
    {
        if (SignsIn)
        {
            _parent.ServiceProvider.GetRequiredService<MountedFacades>().Add(_facade);
        }

        foreach (var (pattern, verbs) in _verbs)
        {
            var allow = string.Join(", ", verbs);
            RequestDelegate refuse = context => RefuseAsync(
                context, _guards.GetValueOrDefault(pattern)?.Invoke(context) ?? OtherVerb(context, allow));
            foreach (var path in PathsOf(pattern))
            {
                Refuse(path, refuse);
            }
        }

        if (_parent is RouteGroupBuilder)
        {
            Refuse("{**rest}", RefusePathAsync);
        }
    }

    private void Map<TEndpoints, TBody>(
        string verb,
        RouteText text,
        Access access,
        BodyRules? body,
        Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle,
        Func<Fault, Fault>? reword = null,
        RouteExtras? extras = null)
        where TBody : IRequestBody<TBody>
    {
        var rules = new RouteRules(_facade, access, body)
        {
            Policy = Policy,
            RefusesUnknown = RefusesUnknown,
            Reword = reword ?? Reword,
            Extras = extras,
        };
        var route = new Route<TEndpoints, TBody>(rules, handle);
        var watched = new WatchedRoute(rules.Reword);
        Group.MapMethods(text.Pattern, [verb], route.InvokeAsync)
            .WithMetadata(watched)
            .Describe(Document<TBody>(verb, text, rules));
        foreach (var path in PathsOf(text.Pattern).Skip(1))
        {
            Group.MapMethods(path, [verb], route.InvokeAsync).WithMetadata(watched).ExcludeFromDescription();
        }

        if (!_verbs.TryGetValue(text.Pattern, out var verbs))
        {
            _verbs[text.Pattern] = verbs = new(StringComparer.Ordinal);
        }

        verbs.Add(verb);
        if (extras?.Guard is { } guard)
        {
            _guards[text.Pattern] = guard;
        }
    }

    private string[] PathsOf(string pattern) => Suffix is null ? [pattern] : [pattern, pattern + Suffix];

    private static RouteDocument Document<TBody>(string verb, RouteText text, RouteRules rules)
        where TBody : IRequestBody<TBody> => new(verb, text, rules.Access, rules.Body is null ? null : TBody.Members)
        {
            Query = rules.Body is null ? TBody.Members : [],
            HasPolicy = rules.Policy is not null,
            RefusesUnknown = rules.RefusesUnknown,
        };

    private static BodyRules RulesOf<TBody>()
        where TBody : IRequestBody<TBody> => new(MayBeEmpty: !TBody.Members.Any(member => member.IsRequired), JsonOnly: false);

    private static Fault OtherVerb(HttpContext context, string allow) =>
        Faults.MethodNotAllowed(KnownVerbs.FirstOrDefault(verb => verb == context.Request.Method), allow);

    private Task RefusePathAsync(HttpContext context) => RefuseAsync(
        context, NeighbourRoutes.VerbsAt(context) is { Count: > 0 } verbs ? OtherVerb(context, string.Join(", ", verbs)) : Faults.NotFound);

    private void Refuse(string path, RequestDelegate refuse) =>
        Group.Map(path, refuse).WithMetadata(new WatchedRoute(Reword)).ExcludeFromDescription();

    private Task RefuseAsync(HttpContext context, Fault fault) => RequestWatch.TellAsync(context, Reword?.Invoke(fault) ?? fault);
}
