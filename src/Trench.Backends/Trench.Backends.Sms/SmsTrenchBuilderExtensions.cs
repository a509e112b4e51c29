using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trench;
using Trench.Backends.Sms;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds codes by SMS to Trench.</summary>
public static class SmsTrenchBuilderExtensions
{
    /// <summary>
    /// Adds the handlers <c>twilio</c>, <c>smsapi</c> and <c>aws_sns</c> with the methods <c>sms_twilio</c>, <c>sms_api</c> and
    /// <c>sms_aws</c>. In Development a method without credentials files its messages in the <see cref="DevelopmentMailbox"/>; elsewhere it
    /// is not listed, and is a fault when it is configured.
    /// </summary>
    public static TrenchBuilder AddSms(this TrenchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<DevelopmentMailbox>();
        services.AddSingleton<GatewayCircuits>();
        services.AddSingleton<GatewayCalls>();
        services.AddGateway<TwilioGateway>().AddGateway<SmsApiGateway>().AddGateway<AwsSnsGateway>();
        services.AddSingleton<IValidateOptions<TrenchOptions>, SmsStart>();
        return builder.AddTexts(SmsPhrases.Source)
            .AddHandler(TwilioHandler.Registration).AddHandler(SmsApiHandler.Registration).AddHandler(AwsSnsHandler.Registration);
    }

    private static IServiceCollection AddGateway<TGateway>(this IServiceCollection services)
        where TGateway : class, ISmsGateway
    {
        // No loggers: what the client would log of a request repeats the account's identifier.
        services.AddHttpClient<TGateway>(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(GatewayConnection.New)
            .RemoveAllLoggers();
        return services;
    }
}
