using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>
/// Delivered codes at rest: HMAC-SHA256 under the pepper over purpose, user, challenge, enrolment and code, so that a code answers its own question only.
/// A password hash would not help: twenty bits are tried in no time; the pepper outside the database does the work.
/// </summary>
internal sealed class CodeHasher(PepperRing peppers)
{
    public string Hash(Challenge challenge, string enrolmentId, string code) =>
        peppers.Current + "." + Mac(peppers.Current, challenge, enrolmentId, code);

    public bool Matches(Challenge challenge, string enrolmentId, string code)
    {
        if (challenge.CodeHash is not { } stored || stored.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(stored[(dot + 1)..]);
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(Mac(stored[..dot], challenge, enrolmentId, code)));
    }

    private string Mac(string version, Challenge challenge, string enrolmentId, string code) => Base64Url.EncodeToString(
        peppers.Mac(version, "otp", challenge.Purpose, challenge.UserId ?? "", challenge.Id, enrolmentId, code));
}
