using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>The section <c>JWT2FA_AUTH</c>, and what follows from it for the engine.</summary>
internal static class CodeTokenSettings
{
    /// <summary>The facade's name: tickets and terms belong to it.</summary>
    public const string Facade = "code-token";

    public static SettingSection<CodeTokenOptions> Section(IConfigurationSection configuration, Action<CodeTokenOptions>? configure) =>
        new(configuration, CodeTokenKeys.All)
        {
            Configure = options => Settle(options, configure),
            Apply = Apply,
            Faults = CodeTokenChecks.Faults,
            Warnings = CodeTokenWarnings.Of,
        };

    /// <summary>Under which terms the facade's questions are asked.</summary>
    public static FacadeTerms Terms(CodeTokenOptions options, CodeTokenMethods methods) => new(Facade)
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = options.CodeExpirationTime,
            Attempts = options.MaxAuthAttemptsPerCodeToken ?? int.MaxValue,
            LiveLimit = options.MaxActiveCodeTokensPerUser,
            RefuseOverLimit = true,
            Code = new AnswerShape(options.CodeCharacters, options.CodeLength, options.CodeLength),
            MessageText = options.EmailSenderBodyOverride ?? CodeTokenPhrases.Message,
            MessageSubject = options.EmailSenderSubjectOverride ?? CodeTokenPhrases.Subject,
            MessageSender = options.EmailSenderFromAddress,
            Pause = options.AuthTokenRetryWaitTime,
        },
        FallbackMethod = options.Fallback2faMethod == TwoFactorMethods.CodeSender ? methods.Sender : null,
        Asks = method => methods.KindOf(method) is not null,
        AwaitsMessage = true,
        PasswordSuffices = factors => PasswordSuffices(options, factors),
        Trusts = method => options.Trusted2faMethods.Contains(methods.KindOf(method)),
        EnrolmentOnlyLifetime = options.EnrollmentTokenExpirationTime,
        ConfirmedIsPrimary = true,
        ShowsBackupCodes = false,
        IssuerName = options.TotpIssuerName,
    };

    // The preference no-2fa shows in that all methods of the user are paused.
    private static bool PasswordSuffices(CodeTokenOptions options, UserFactors factors) =>
        options.Trusted2faMethods.Contains(TwoFactorMethods.None)
        && (options.Fallback2faMethod == TwoFactorMethods.None
            || factors.Enrolments.Any(enrolment => enrolment.Status == EnrolmentStatus.Paused));

    private static void Settle(CodeTokenOptions options, Action<CodeTokenOptions>? configure)
    {
        options.CodeSender = CodeTokenClasses.Own(options.CodeSender);
        options.TotpSecretGetter = CodeTokenClasses.Own(options.TotpSecretGetter);
        options.Preferred2faMethodGetter = CodeTokenClasses.Own(options.Preferred2faMethodGetter);
        configure?.Invoke(options);
        if (CodeTokenClasses.Find<ICodeSender>(options.CodeSender) is { } type)
        {
            options.UseSender(services => (ICodeSender)ActivatorUtilities.CreateInstance(services, type));
        }
    }

    private static void Apply(CodeTokenOptions options, TrenchOptions engine)
    {
        if (options.Sender is not null)
        {
            engine.Methods = [.. engine.Methods, CodeSenderDispatcher.Method with { ValidityPeriod = engine.DefaultValidityPeriod }];
        }

        if (options.TotpValidWindow is { } window)
        {
            var steps = window.ToString(CultureInfo.InvariantCulture);
            engine.SetDefaults(
                CodeTokenMethods.AppHandler, new Dictionary<string, string> { ["WINDOW_BACK"] = steps, ["WINDOW_AHEAD"] = steps });
        }
    }
}
