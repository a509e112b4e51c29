namespace Trench.AspNetCore;

/// <summary>The token routes as the OpenAPI document tells them; each facade has its own paths.</summary>
internal static class TokenRoutes
{
    /// <summary>The session of a token that an issuer knows is over.</summary>
    public static readonly Fault Dead = Faults.TokenNotValid with { ErrorCode = ErrorCode.Of(RefusalKind.SessionInvalid) };

    private static readonly AnswerText Pair = new(200, "The new pair. The old refresh token is spent.", () => Schema.Object(
        ("access", Schema.Text("Access token.")),
        ("refresh", Schema.Text("Refresh token."))));

    private static readonly AnswerText Live = new(200, "The token is good.", () => Schema.Object());

    public static RouteText Refresh(string pattern) =>
        new(pattern, "Exchanges a refresh token, once, for a new pair.", Pair, [Faults.TokenNotValid, Dead]);

    public static RouteText Verify(string pattern) =>
        new(pattern, "Whether an access or refresh token is good now.", Live, [Faults.TokenNotValid]);
}
