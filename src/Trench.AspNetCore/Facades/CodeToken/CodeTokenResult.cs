using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Turns a sign-in into the answer of the facade: tokens under the names that are set, or an enrolment token.</summary>
internal sealed class CodeTokenResult(
    SettingSection<CodeTokenOptions> settings, TokenIssuers issuers, EnrolmentTokens enrolmentTokens, LoginMembers members)
{
    private readonly CodeTokenOptions _options = settings.Value;

    public async Task<IResult> OfAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        if (signedIn.Session.IsEnrolmentOnly)
        {
            return CodeTokenAnswers.EnrolmentToken(_options.AuthResultEnrollmentTokenKey, enrolmentTokens.Write(signedIn));
        }

        var tokens = Rename(await issuers.Default.IssueAsync(signedIn, cancellationToken));
        return CodeTokenAnswers.SignedIn(tokens, signedIn.BackupCodesLeft, await members.CollectAsync(signedIn, cancellationToken));
    }

    // A pair is answered as a pair: get-code may answer it too, where "token" means a code token.
    private Dictionary<string, string> Rename(IReadOnlyDictionary<string, string> issued)
    {
        if (!issued.TryGetValue("access", out var access))
        {
            return new() { [_options.AuthResultOtherTokenKey] = issued.Values.First() };
        }

        var pair = new Dictionary<string, string> { [_options.AuthResultAccessTokenKey] = access };
        if (issued.TryGetValue("refresh", out var refresh))
        {
            pair[_options.AuthResultRefreshTokenKey] = refresh;
        }

        return pair;
    }
}
