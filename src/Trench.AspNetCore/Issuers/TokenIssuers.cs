namespace Trench.AspNetCore;

/// <summary>Which issuer ends which login: an application may have both flavours of django-trench at once.</summary>
internal sealed class TokenIssuers(IEnumerable<ITokenIssuer> issuers)
{
    private readonly ITokenIssuer[] _all = [.. issuers];

    /// <summary>The issuer of <c>login</c>: the first that is not the opaque one, or else that.</summary>
    public ITokenIssuer Default => _all.FirstOrDefault(issuer => issuer is not OpaqueTokenIssuer) ?? _all[0];

    /// <summary>The issuer of <c>token/login</c>.</summary>
    public ITokenIssuer Opaque => _all.OfType<OpaqueTokenIssuer>().First();
}
