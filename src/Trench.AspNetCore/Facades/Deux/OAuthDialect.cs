namespace Trench.AspNetCore;

/// <summary>Refusals of the token endpoint: RFC 6749's <c>error</c> beside deux' <c>detail</c>.</summary>
internal static class OAuthDialect
{
    /// <summary>RFC 6749 section 5.2 wants the scheme the client may use.</summary>
    public static readonly Fault UnknownClient = new(401, "invalid_client")
    {
        Text = DeuxPhrases.UnknownClient,
        Challenge = "Basic realm=\"api\"",
    };

    public static readonly Fault TwoClientCredentials = new(400, "invalid_request") { Text = DeuxPhrases.TwoClientCredentials };

    public static readonly Fault UnknownGrant = new(400, "unsupported_grant_type") { Text = DeuxPhrases.UnknownGrant };

    public static readonly Fault UnknownScope = new(400, "invalid_scope") { Text = DeuxPhrases.UnknownScope };

    public static readonly Fault BothCodes = new(400, "both_codes") { Text = DeuxPhrases.BothCodes };

    public static readonly Fault DeadRefreshToken = new(400, "session_invalid")
    {
        Text = DeuxPhrases.DeadRefreshToken,
        GrantError = "invalid_grant",
    };

    /// <summary>What the endpoint refuses by itself.</summary>
    public static IReadOnlyList<Fault> OwnFaults =>
        [UnknownClient, TwoClientCredentials, UnknownGrant, UnknownScope, BothCodes, DeadRefreshToken];

    /// <summary>A parameter that the grant needs.</summary>
    public static Fault Missing(string name) => Fault.Of(400, "invalid", name, FieldPhrases.Required);

    /// <summary>What the login refused. Deux answers its four sentences under <c>detail</c>, as plain text.</summary>
    public static Fault Translate(Refusal refusal, DeuxRoute route)
    {
        var fault = DeuxDialect.Translate(refusal, route);
        return fault switch
        {
            { Status: 400, Fields.Count: > 0 } => fault with
            {
                Text = fault.Fields.Values.First()[0],
                Fields = new Dictionary<string, IReadOnlyList<Phrase>>(),
                GrantError = "invalid_grant",
            },
            _ => fault,
        };
    }

    /// <summary>Gives every refusal of the route, also those of HTTP, RFC 6749's member.</summary>
    public static Fault Reword(Fault fault) => fault.GrantError is not null ? fault : fault with { GrantError = ErrorOf(fault) };

    // The specification has one word for what is wrong with the request, and borrows those of its section 4.1.2.1 for what is not.
    private static string ErrorOf(Fault fault) => (fault.Status, fault.ErrorCode) switch
    {
        (_, "invalid_client" or "invalid_scope" or "unsupported_grant_type") => fault.ErrorCode,
        (429 or 503, _) => "temporarily_unavailable",
        ( >= 500, _) => "server_error",
        _ => "invalid_request",
    };
}
