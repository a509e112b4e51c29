using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trench;
using Trench.Backends.Email;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds codes by e-mail to Trench.</summary>
public static class EmailTrenchBuilderExtensions
{
    /// <summary>
    /// Adds the handler <c>email</c> and the method <c>email</c>. Mails leave by the server of <c>Email:Smtp</c>; in Development without
    /// <c>Email:Smtp:Host</c> they go to <see cref="MailboxTransport"/>; an application that registered an <see cref="IEmailTransport"/>
    /// before has its way.
    /// </summary>
    public static TrenchBuilder AddEmail(this TrenchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(provider => SmtpConfiguration.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<EmailSender>();
        services.AddSingleton<EmailTemplates>();
        services.AddSingleton<IValidateOptions<TrenchOptions>, EmailStart>();
        if (services.All(service => service.ServiceType != typeof(IEmailTransport)))
        {
            services.TryAddSingleton<DevelopmentMailbox>();
            services.TryAddSingleton<MailboxTransport>();
            services.AddSingleton<IEmailTransport>(Choose);
            services.AddSingleton<IValidateOptions<TrenchOptions>, SmtpStart>();
        }

        return builder.AddTexts(EmailPhrases.Source).AddHandler(EmailHandler.Registration);
    }

    private static IEmailTransport Choose(IServiceProvider services) =>
        services.GetRequiredService<SmtpConfiguration>().Options is { Host: not null } options
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(services, options)
            : services.GetRequiredService<MailboxTransport>();
}
