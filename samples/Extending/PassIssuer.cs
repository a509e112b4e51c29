using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Trench;
using Trench.AspNetCore;

/// <summary>
/// An issuer of one's own: a sign-in ends in a <c>pass</c>, sealed by the platform's Data Protection. It carries the session's id and secret;
/// Trench holds both against the store at each request, so that a logout ends it.
/// </summary>
// begin-snippet: issuer
public sealed class PassIssuer(IDataProtectionProvider protection) : ITokenIssuer
{
    private readonly IDataProtector _seal = protection.CreateProtector("Extending.Pass");

    public Task<IReadOnlyDictionary<string, string>> IssueAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var pass = _seal.Protect($"{signedIn.Session.Id} {signedIn.Secret}");
        return Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["pass"] = pass });
    }

    public Task<AccessClaims?> ReadAccessAsync(string token, CancellationToken cancellationToken)
    {
        var parts = Open(token)?.Split(' ');
        return Task.FromResult(parts is [var session, var secret] ? new AccessClaims(session, null, secret) : null);
    }

    // A pass is good as long as its session and is never renewed.
    public Task<RefreshClaims?> ReadRefreshAsync(string token, CancellationToken cancellationToken) => Task.FromResult<RefreshClaims?>(null);

    private string? Open(string token)
    {
        try
        {
            return _seal.Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
// end-snippet
