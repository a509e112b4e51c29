using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>The authentication scheme <c>Trench</c>: an access token in the Authorization header, and its session alive.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenReader tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string SessionKey = "trench.session";
    private const string FaultKey = "trench.fault";

    /// <summary>The live session of a successful authentication by this scheme; null otherwise.</summary>
    public static LiveSession? SessionOf(AuthenticateResult result) => result.Properties?.GetParameter<LiveSession>(SessionKey);

    /// <summary>The answer to a header of ours that is no good; null when there was none or it is good.</summary>
    public static Fault? FaultOf(AuthenticateResult result) => result.Properties?.GetParameter<Fault>(FaultKey);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = AuthorizationHeader.Read(Request);
        if (!presented.IsOurs)
        {
            return AuthenticateResult.NoResult();
        }

        if (presented.Token is not { } token)
        {
            return Fail(Faults.BadAuthorizationHeader);
        }

        if (RequestWatch.RouteOf(Context) is not null)
        {
            return await ReadAsync(token, RequestWatch.Of(Context));
        }

        await using var watch = RequestWatch.Over(Context);
        return await ReadAsync(token, watch);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await RefuseAsync(FaultOf(await HandleAuthenticateOnceSafeAsync()) ?? Faults.NotAuthenticated);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefuseAsync(Faults.Forbidden);

    private static AuthenticateResult Fail(Fault fault)
    {
        var properties = new AuthenticationProperties();
        properties.SetParameter(FaultKey, fault);
        return AuthenticateResult.Fail(fault.ErrorCode, properties);
    }

    private async Task<AuthenticateResult> ReadAsync(string token, RequestWatch watch)
    {
        try
        {
            return await tokens.FindAsync(token, watch.Token) is { } live
                ? AuthenticateResult.Success(TicketOf(live))
                : Fail(Faults.AccessTokenNotValid);
        }
        catch (Exception) when (watch.HasAnswered)
        {
            return Fail(Faults.Unavailable);
        }
        catch (OperationCanceledException fault) when (!Context.RequestAborted.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The database is silent.", fault);
        }
    }

    private Task RefuseAsync(Fault fault) => RequestWatch.TellAsync(Context, fault);

    private AuthenticationTicket TicketOf(LiveSession live)
    {
        var properties = new AuthenticationProperties();
        properties.SetParameter(SessionKey, live);
        var identity = new ClaimsIdentity(ClaimsOf(live), Scheme.Name);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private static IEnumerable<Claim> ClaimsOf(LiveSession live)
    {
        yield return new Claim(ClaimTypes.NameIdentifier, live.User.Id);
        yield return new Claim(ClaimTypes.Name, live.User.UserName);
        yield return new Claim("sid", live.Session.Id);
        yield return new Claim("acr", live.Session.Acr);
        var authTime = live.Session.AuthTime.ToUnixTimeSeconds();
        yield return new Claim("auth_time", authTime.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
        if (live.Session is { Client: { } client, Scope: var scope })
        {
            yield return new Claim("client_id", client);
            yield return new Claim("scope", scope ?? "");
        }

        foreach (var method in live.Session.Amr.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new Claim("amr", method);
        }
    }
}
