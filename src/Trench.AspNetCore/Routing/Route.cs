using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>
/// The path of each request through a route, in this order: who sends it, from where, what it says, whether that is valid, the handler.
/// Nothing is cached, and whatever breaks is answered without its text.
/// </summary>
internal sealed partial class Route<TEndpoints, TBody>(
    RouteRules rules, Func<TEndpoints, Call<TBody>, CancellationToken, Task<IResult>> handle)
    where TBody : IRequestBody<TBody>
{
    private static readonly ObjectFactory<TEndpoints> MakeEndpoints = ActivatorUtilities.CreateFactory<TEndpoints>([]);

    public async Task InvokeAsync(HttpContext context)
    {
        var watch = RequestWatch.Of(context);
        try
        {
            var answer = await AnswerAsync(context, watch.Token);
            await RequestWatch.TellAsync(context, answer is Fault fault ? Reword(fault) : answer);
        }
        catch (Exception) when (!watch.LeaveToRoute())
        {
            // The client has been told, and this is how the work ended.
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            var fault = Reword(Breakdown.FaultOf(exception));
            if (fault.Status >= StatusCodes.Status500InternalServerError)
            {
                Log.Broke(LoggerOf(context), exception, fault.Status);
            }

            await RequestWatch.TellAsync(context, fault);
        }
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Trench.Http");

    private async Task<IResult> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (rules.Extras?.Guard?.Invoke(context) is { } guarded)
        {
            return guarded;
        }

        var credentials = await ReadCredentialsAsync(context);
        if (Refuse(credentials, context.Request) is { } refusal)
        {
            return refusal;
        }

        if (rules.Policy is { } policy && !await Permission.HoldsAsync(context, policy, credentials))
        {
            return Faults.Forbidden;
        }

        var members = await ReadMembersAsync(context.Request, credentials);
        if (!members.Succeeded)
        {
            return members.Fault;
        }

        if (rules.RefusesUnknown && members.Value.Keys.Except(TBody.Members.Select(member => member.Name)).Any())
        {
            return Faults.UnknownMember;
        }

        var body = TBody.Read(new RequestFields(members.Value, name => context.GetRouteValue(name) as string)
        {
            Authorization = context.Request.Headers.Authorization.ToString(),
        });
        var validation = TBody.Validator.Validate(body);
        if (!validation.IsValid)
        {
            return Faults.Invalid(validation);
        }

        var caller = new Caller(rules.Facade)
        {
            Address = CallerAddress.Of(context),
            Language = AnswerLanguage.WishOf(context),
            SessionId = credentials.Session?.Id,
        };
        var endpoints = MakeEndpoints(context.RequestServices, []);
        return await handle(endpoints, new Call<TBody>(body, caller, credentials), cancellationToken);
    }

    private Fault Reword(Fault fault) => rules.Reword?.Invoke(fault) ?? fault;

    private async Task<Credentials> ReadCredentialsAsync(HttpContext context)
    {
        if (rules.Extras?.OwnToken is { } read && await Credentials.FromOwnTokenAsync(context, read) is { } own)
        {
            return own;
        }

        return rules.Access switch
        {
            Access.Open => Credentials.Nobody,
            Access.Anonymous => await Credentials.FromHeaderAsync(context),
            _ => await Credentials.FromAnywhereAsync(context),
        };
    }

    private Fault? Refuse(Credentials credentials, HttpRequest request)
    {
        if (credentials.Fault is { } fault)
        {
            return fault;
        }

        if (rules.Access == Access.SignedIn && credentials.User is null)
        {
            return Faults.NotAuthenticated;
        }

        return credentials.IsAmbient && rules.Body is not null && !SameOrigin.Holds(request) ? Faults.ForeignOrigin : null;
    }

    private async Task<Read<IReadOnlyDictionary<string, Field>>> ReadMembersAsync(HttpRequest request, Credentials credentials)
    {
        if (rules.Body is { } body)
        {
            return await BodyReader.ReadAsync(request, body with { JsonOnly = credentials.IsAmbient }, RequestWatch.Of(request.HttpContext).Token);
        }

        return TBody.Members.Count == 0 ? new(RequestFields.None) : RequestFields.OfQuery(request.Query);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A request could not be served and was answered with {Status}.")]
        public static partial void Broke(ILogger logger, Exception exception, int status);
    }
}
