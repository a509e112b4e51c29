using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Trench.AspNetCore;

/// <summary>
/// Issues one token a session, django-trench's <c>auth_token</c>: <c>trt_</c>, the session's id, its secret, and a seal. The store keeps
/// the secret's hash only. The token is never rotated: it is good as long as the session.
/// </summary>
/// <remarks>
/// The seal makes random text cost no read of the store, and keeps a JWT pair's refresh token, which carries the same secret, from being
/// turned into an access token that never rotates.
/// </remarks>
internal sealed class OpaqueTokenIssuer(MasterKey masterKey) : ITokenIssuer
{
    private const string Prefix = "trt_";
    private const int SealBytes = 16;
    private static readonly int IdLength = Codes.Id().Length;
    private static readonly int SealLength = Base64Url.GetEncodedLength(SealBytes);
    private static readonly int BodyLength = Prefix.Length + IdLength + Base64Url.GetEncodedLength(32);

    private readonly IReadOnlyList<byte[]> _keys = masterKey.DeriveAll("opaque-token");

    public Task<IReadOnlyDictionary<string, string>> IssueAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var body = Prefix + signedIn.Session.Id + signedIn.Secret;
        var members = new Dictionary<string, string> { ["auth_token"] = body + SealOf(body, _keys[0]) };
        return Task.FromResult<IReadOnlyDictionary<string, string>>(members);
    }

    public Task<AccessClaims?> ReadAccessAsync(string token, CancellationToken cancellationToken) => Task.FromResult(Read(token));

    public Task<RefreshClaims?> ReadRefreshAsync(string token, CancellationToken cancellationToken) =>
        Task.FromResult<RefreshClaims?>(null);

    private AccessClaims? Read(string token)
    {
        if (token.Length != BodyLength + SealLength || !token.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var body = token[..BodyLength];
        return _keys.Any(key => Digest.Same(token[BodyLength..], SealOf(body, key)))
            ? new AccessClaims(body.Substring(Prefix.Length, IdLength), null, body[(Prefix.Length + IdLength)..])
            : null;
    }

    private static string SealOf(string body, byte[] key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)).AsSpan(0, SealBytes));
}
