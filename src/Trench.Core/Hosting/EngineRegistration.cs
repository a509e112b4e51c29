using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Registers the rooms of the engine: flows, gate, budgets, backup codes, delivery.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddTrenchEngine(this IServiceCollection services) => services
        .AddShared()
        .AddChallenges()
        .AddSessions()
        .AddSignIn()
        .AddEnrolments()
        .AddConfirmationEngine()
        .AddAdministration();

    private static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.AddSingleton(NodeName.New());
        services.AddSingleton(provider => new TrenchTelemetry(provider.GetService<IMeterFactory>()));
        services.AddSingleton<IPepperSource, FirstPepper>();
        services.AddSingleton<PepperRing>();
        services.AddSingleton<KeyAlarm>();
        services.AddHostedService<KeyWatch>();
        services.AddSingleton(EnginePhrases.Source);
        services.AddSingleton<Texts>();
        services.AddSingleton<AddressLimiter>();
        services.AddSingleton<PasswordTurns>();
        services.AddSingleton<FactorSeal>();
        services.AddSingleton<Post>();
        services.AddSingleton<Courier>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Courier>());
        services.AddSingleton<Sender>();
        services.AddSingleton<Purge>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Purge>());
        services.AddSingleton<LateRefunds>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LateRefunds>());
        services.AddSingleton<SendKeys>();
        services.AddScoped<Journal>();
        services.AddScoped<NoticeLimits>();
        services.AddScoped<IConsequence, NoticeBook>();
        services.AddScoped<MinuteAlarm>();
        services.AddScoped<SendLimits>();
        services.AddScoped<LockAlarm>();
        services.AddScoped<DeliveryAttempt>();
        return services;
    }

    private static IServiceCollection AddChallenges(this IServiceCollection services)
    {
        services.AddSingleton<CodeHasher>();
        services.AddSingleton<TermsBook>();
        services.AddSingleton<BackupCodeHash>();
        services.AddSingleton<HashLine>();
        services.AddScoped<LegacyBackupCodes>();
        services.AddScoped<BackupCodeBook>();
        services.AddScoped<ChallengeBook>();
        services.AddScoped<CodeSending>();
        services.AddScoped<AnswerJudge>();
        services.AddScoped<ChallengeGate>();
        services.AddScoped<OpenQuestions>();
        return services;
    }

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddOptions<SessionOptions>();
        services.AddSingleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>();
        services.AddScoped<SessionBook>();
        services.AddScoped(provider => new SessionFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<IUserDirectory>(),
            provider.GetRequiredService<SessionBook>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<LoginQuestion>();
        services.AddScoped<TicketDesk>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SignInCompletion>();
        services.AddScoped<AnswerPace>();
        services.AddScoped<RememberedDevices>();
        services.AddScoped(provider => new DeviceFlow(
            provider.GetRequiredService<RememberedDevices>(),
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<ILogger<DeviceFlow>>()));
        services.AddScoped<FirstStep>();
        services.AddScoped<AskAgain>();
        services.AddScoped<SecondStep>();
        services.AddScoped<SingleStep>();
        services.AddScoped(provider => new SignInFlow(
            provider.GetRequiredService<FirstStep>(),
            provider.GetRequiredService<AskAgain>(),
            provider.GetRequiredService<SecondStep>(),
            provider.GetRequiredService<SingleStep>()));
        return services;
    }

    private static IServiceCollection AddEnrolments(this IServiceCollection services)
    {
        services.AddScoped<ManagedAction>();
        services.AddScoped<CodeDesk>();
        services.AddSingleton<EnrolmentModel>();
        services.AddScoped(provider => new ActivationBodies(provider.GetRequiredService<MethodRegistry>(), provider));
        services.AddScoped<ActivationOpening>();
        services.AddScoped<BeginActivation>();
        services.AddScoped<ConfirmActivation>();
        services.AddScoped(provider => new ActivationFlow(
            provider.GetRequiredService<BeginActivation>(),
            provider.GetRequiredService<ConfirmActivation>()));
        services.AddScoped<UnprovenEnrolment>();
        services.AddScoped<PreferencePlan>();
        services.AddScoped(provider => new PreferenceFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<PreferencePlan>(),
            provider.GetRequiredService<ManagedAction>()));
        services.AddScoped(provider => new AdoptionFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<PreferencePlan>(),
            provider.GetRequiredService<UnprovenEnrolment>(),
            provider.GetRequiredService<FactorSeal>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new EnrolmentFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<MethodRegistry>(),
            provider.GetRequiredService<ManagedAction>(),
            provider.GetRequiredService<CodeDesk>(),
            provider.GetRequiredService<FactorSeal>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<IOptions<TrenchOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new BackupCodeFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<MethodRegistry>(),
            provider.GetRequiredService<BackupCodeBook>(),
            provider.GetRequiredService<ManagedAction>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<IOptions<TrenchOptions>>()));
        return services;
    }

    private static IServiceCollection AddAdministration(this IServiceCollection services) => services.AddScoped(provider => new AdminFlow(
        provider.GetRequiredService<IMfaStore>(),
        provider.GetRequiredService<IUserDirectory>(),
        provider.GetRequiredService<BackupCodeBook>(),
        provider.GetRequiredService<ManagedAction>(),
        provider.GetRequiredService<Journal>(),
        provider.GetRequiredService<IOptions<TrenchOptions>>(),
        provider.GetRequiredService<TimeProvider>()));
}
