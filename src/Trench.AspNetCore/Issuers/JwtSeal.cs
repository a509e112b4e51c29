using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Trench.AspNetCore;

/// <summary>
/// Signs and checks one kind of token, with keys and a <c>typ</c> of its own: one kind never passes for another (RFC 8725 section 3.11). The
/// first key signs; the others are those of a master key that is being changed.
/// </summary>
internal sealed class JwtSeal
{
    // The last of 43 base64url characters, in which the 256 bits of a signature are written, has two bits that decoders leave unread. With
    // both at zero a token has one spelling, and not four.
    private const string LastCharacters = "AEIMQUYcgkosw048";

    private static readonly JsonWebTokenHandler Handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MaximumTokenSizeInBytes = 8 * 1024,
    };

    private readonly string _type;
    private readonly JwtOptions _options;
    private readonly TimeProvider _clock;
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _checks;

    public JwtSeal(IReadOnlyList<byte[]> keys, string type, JwtOptions options, TimeProvider clock)
    {
        _type = type;
        _options = options;
        _clock = clock;
        var secrets = keys.Select(key => new SymmetricSecurityKey(key)).ToList();
        _credentials = new SigningCredentials(secrets[0], SecurityAlgorithms.HmacSha256);
        _checks = new TokenValidationParameters
        {
            IssuerSigningKeys = secrets,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [type],
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidateLifetime = false,
        };
    }

    /// <summary>A token of these claims, issued now unless another time is given.</summary>
    public string Sign(IDictionary<string, object> claims, DateTimeOffset expiresAt, DateTimeOffset? issuedAt = null) =>
        Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = _type,
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            IssuedAt = (issuedAt ?? _clock.GetUtcNow()).UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = claims,
            SigningCredentials = _credentials,
        });

    /// <summary>The token when it is genuine, of this kind and not expired; null otherwise.</summary>
    public async Task<JsonWebToken?> ReadAsync(string token) =>
        await OpenAsync(token) is { } jwt && !IsExpired(jwt) ? jwt : null;

    /// <summary>Whether the end of a token's life has come. One that names no end has none to live for.</summary>
    public bool IsExpired(JsonWebToken token) => token.ValidTo <= _clock.GetUtcNow().UtcDateTime;

    /// <summary>The token when it is genuine and of this kind, also when it is expired; null otherwise.</summary>
    public async Task<JsonWebToken?> OpenAsync(string token)
    {
        var result = await Handler.ValidateTokenAsync(token, _checks);
        return result.IsValid && LastCharacters.Contains(token[^1], StringComparison.Ordinal) ? result.SecurityToken as JsonWebToken : null;
    }
}
