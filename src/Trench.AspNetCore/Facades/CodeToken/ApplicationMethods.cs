using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>Takes over what the application keeps of its users' methods, at each login, from the classes that the settings name.</summary>
internal sealed partial class ApplicationMethods(
    SettingSection<CodeTokenOptions> settings,
    CodeTokenMethods methods,
    AdoptionFlow adoption,
    IServiceProvider services,
    ILogger<ApplicationMethods> logger) : ILoginPreparation
{
    // 80 bits, as for imported secrets. The code of a shorter one, or of none, is anybody's to compute.
    private const int FewestBytes = 10;

    private readonly CodeTokenOptions _options = settings.Value;

    public string Facade => CodeTokenSettings.Facade;

    public async Task<Outcome<LoginAdvice>> PrepareAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        if (methods.App is { } app && Make<ITotpSecretGetter>(_options.TotpSecretGetter) is { } secrets)
        {
            var secret = await secrets.FindAsync(user, cancellationToken) is { Length: > 0 } found ? found : null;
            if (secret is { Length: < FewestBytes })
            {
                Log.WeakSecret(logger);
                return new Refusal(RefusalKind.MethodNotEnrolled);
            }

            var adopted = await adoption.AdoptSecretAsync(user, app, secret, caller, cancellationToken);
            if (!adopted.Succeeded)
            {
                return adopted.Refusal;
            }
        }

        return Make<IPreferredMethodGetter>(_options.Preferred2faMethodGetter) is { } preferences
            ? await PreferAsync(user, await preferences.FindAsync(user, cancellationToken), caller, cancellationToken)
            : LoginAdvice.Ask;
    }

    private T? Make<T>(string? name)
        where T : class =>
        CodeTokenClasses.Find<T>(name) is { } type ? (T)ActivatorUtilities.CreateInstance(services, type) : null;

    private async Task<Outcome<LoginAdvice>> PreferAsync(MfaUser user, string? kind, Caller caller, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case null or "":
                return LoginAdvice.Ask;
            case TwoFactorMethods.CodeSender or TwoFactorMethods.Totp:
                var preferred = await adoption.PreferAsync(user, methods.Preferring(kind), caller, cancellationToken);
                return preferred.Succeeded ? LoginAdvice.Ask : preferred.Refusal;
            case TwoFactorMethods.None when _options.Trusted2faMethods.Contains(TwoFactorMethods.None):
                return LoginAdvice.SignIn;
            case TwoFactorMethods.None:
                return new Refusal(RefusalKind.MethodNotEnrolled);
            default:
                Log.UnknownKind(logger);
                return new Refusal(RefusalKind.MethodNotEnrolled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "TOTP_SECRET_GETTER returned a secret of less than 80 bits; the user cannot sign in.")]
        public static partial void WeakSecret(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "PREFERRED_2FA_METHOD_GETTER returned no known method; the user cannot sign in.")]
        public static partial void UnknownKind(ILogger logger);
    }
}
