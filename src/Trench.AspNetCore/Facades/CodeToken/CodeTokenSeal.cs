using System.Text;

namespace Trench.AspNetCore;

/// <summary>
/// The code token: a ticket in a signed JWT, with a key, a <c>typ</c> header and an audience of its own. It says whom it asks and by what, and
/// holds nothing that could be tried offline.
/// </summary>
internal sealed class CodeTokenSeal(MasterKey masterKey, SettingSection<CodeTokenOptions> settings, CodeTokenMethods methods, TimeProvider clock)
{
    private const string TicketClaim = "ticket";

    private readonly JwtSeal _seal = new(
        settings.Value.CodeTokenSecretKey is { } own ? [Encoding.UTF8.GetBytes(own)] : masterKey.DeriveAll("jwt/code-token"),
        "code-token+jwt",
        new JwtOptions { Audience = "trench/code-token" },
        clock);

    /// <summary>
    /// The code token of a ticket. Its life is told as drf-jwt-2fa tells it, whole: the ticket is older by the time its message took.
    /// </summary>
    public string Write(Asked asked) => _seal.Sign(
        new Dictionary<string, object>
        {
            ["jti"] = Codes.Token(settings.Value.CodeTokenJtiBytes),
            ["typ"] = methods.KindOf(asked.Method ?? "") ?? TwoFactorMethods.CodeSender,
            ["uid"] = asked.UserId,
            [TicketClaim] = asked.Ticket,
        },
        asked.ExpiresAt,
        asked.ExpiresAt - settings.Value.CodeExpirationTime);

    /// <summary>The ticket in a code token, or why there is none.</summary>
    public async Task<Outcome<string>> ReadAsync(string token)
    {
        if (await _seal.OpenAsync(token) is not { } jwt || !jwt.TryGetPayloadValue<string>(TicketClaim, out var ticket))
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        return _seal.IsExpired(jwt) ? new Refusal(RefusalKind.TicketExpired) : ticket;
    }
}
