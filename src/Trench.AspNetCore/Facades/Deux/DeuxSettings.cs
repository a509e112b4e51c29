using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>The section <c>DEUX</c>, and what follows from it for the engine.</summary>
internal static class DeuxSettings
{
    /// <summary>The facade's name: tickets, terms and backup codes belong to it.</summary>
    public const string Facade = "deux";

    private const string OwnModel = "deux.models.MultiFactorAuth";
    private const string OwnSender = "deux.notifications.send_mfa_code_text_message";

    public static SettingSection<DeuxOptions> Section(IConfigurationSection configuration, Action<DeuxOptions>? configure) =>
        new(configuration, DeuxKeys.All)
        {
            Configure = options => Settle(options, configure),
            Apply = Apply,
            Faults = DeuxChecks.Faults,
            Warnings = DeuxChecks.Warnings,
            InsecureKeys = [DeuxChecks.BackupCodeDigits],
        };

    /// <summary>Under which terms the facade's questions are asked.</summary>
    public static FacadeTerms Terms(DeuxOptions options, TrenchOptions engine) => new(Facade)
    {
        Challenges = ChallengeTerms.Of(engine) with
        {
            // Deux takes a code of the step before and of the step after too.
            Lifetime = 3 * options.StepSize,
            Code = AnswerShape.Digits(options.MfaCodeNumDigits),
            MessageText = DeuxPhrases.Message,
        },
        HandsOutTickets = false,
        ShowsBackupCodes = false,
        DropsUnsent = true,
    };

    // Names of deux' own defaults mean the defaults here, as in a settings dict that spells them out.
    private static void Settle(DeuxOptions options, Action<DeuxOptions>? configure)
    {
        options.MfaModel = options.MfaModel == OwnModel ? null : options.MfaModel;
        options.SendMfaTextFunc = options.SendMfaTextFunc == OwnSender ? null : options.SendMfaTextFunc;
        configure?.Invoke(options);
        if (options.SendMfaTextFunc is { } name && DeuxChecks.SenderOf(name) is { } type)
        {
            options.UseSender(services => (IMfaTextSender)ActivatorUtilities.CreateInstance(services, type));
        }
    }

    private static void Apply(DeuxOptions options, TrenchOptions engine)
    {
        engine.AllowInsecure = [.. engine.AllowInsecure, .. options.AllowInsecure];
        if (options.MfaModel is { } model && DeuxChecks.IsModel(model))
        {
            engine.UserMfaModel ??= model;
        }

        if (DeuxTwilio.Account(options) is { } account)
        {
            engine.SetDefaults(DeuxTwilio.Handler, account);
        }

        if (options.Texts is not null)
        {
            engine.Methods = [.. engine.Methods, DeuxTextDispatcher.Method with { ValidityPeriod = engine.DefaultValidityPeriod }];
        }
    }
}
