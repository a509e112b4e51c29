using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Which method the user is asked by.</summary>
internal sealed class PreferenceEndpoints(PreferenceFlow flow, CodeTokenMethods methods, SettingSection<CodeTokenOptions> settings)
{
    public async Task<IResult> PreferAsync(Call<PreferenceBody> call, CancellationToken cancellationToken)
    {
        var kind = call.Body.Method.Required;
        var route = CodeTokenRoutes.Preference.Of(kind);

        // Else one could change to a method that cannot sign in, and use what its login gives to enrol anew.
        if (!settings.Value.Trusted2faMethods.Contains(kind))
        {
            return CodeTokenDialect.NotTrusted(kind);
        }

        var outcome = kind == TwoFactorMethods.None
            ? await flow.PauseAllAsync(call.Actor, methods.Sender, call.Body.Code.Text, cancellationToken)
            : await flow.PreferAsync(call.Actor, methods.Preferring(kind) with { Code = call.Body.Code.Text }, cancellationToken);
        return outcome.Succeeded ? CodeTokenAnswers.Done : CodeTokenDialect.Refuse(outcome.Refusal, route);
    }
}
