using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Trench.Testing;

namespace Trench.Backends.Email.Tests;

public sealed class AddEmailTests : IDisposable
{
    private readonly TestHost _host = TestHost.Production;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void In_development_without_a_server_mails_are_filed()
    {
        _host.EnvironmentName = Environments.Development;
        using var services = Build();

        Assert.Same(services.GetRequiredService<MailboxTransport>(), services.GetRequiredService<IEmailTransport>());
        Assert.Empty(Faults(services));
    }

    [Fact]
    public void With_a_server_mails_go_there_in_development_too()
    {
        _host.EnvironmentName = Environments.Development;
        using var services = Build(("Email:Smtp:Host", "mail.example"));

        Assert.IsType<SmtpTransport>(services.GetRequiredService<IEmailTransport>());
    }

    [Fact]
    public void Elsewhere_the_start_fails_without_server_and_sender_in_one_message()
    {
        using var services = Build();

        var faults = Faults(services);

        Assert.Contains(faults, fault => fault.StartsWith("Email:Smtp:Host is not set", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("TRENCH_AUTH:MFA_METHODS:email:FROM_EMAIL is not set", StringComparison.Ordinal));
    }

    [Fact]
    public void With_server_and_sender_it_starts() =>
        Assert.Empty(Faults(Build(("Email:Smtp:Host", "mail.example"), ("Email:Smtp:From", "shop@example.com"))));

    [Fact]
    public void An_applications_own_transport_needs_no_server()
    {
        using var services = Build(own: new MailboxTransport(new DevelopmentMailbox(new FakeClock())), ("Email:Smtp:From", "shop@example.com"));

        Assert.Empty(Faults(services));
    }

    [Fact]
    public void The_built_in_method_takes_the_users_address_or_the_requests()
    {
        using var services = Build();

        var method = Assert.Single(services.GetServices<MethodHandler>().SelectMany(handler => handler.BuiltIn));
        Assert.Equal(("email", "Email", "email"), (method.Name, method.SourceField, method.Field));
    }

    [Fact]
    public void A_further_method_of_the_handler_takes_its_address_from_the_same_place()
    {
        _host.EnvironmentName = Environments.Development;
        using var services = Build(("TRENCH_AUTH:MFA_METHODS:email_work:HANDLER", "trench.backends.basic_mail.SendMailBackend"));

        var method = services.GetRequiredService<IOptions<TrenchOptions>>().Value.Methods.Single(method => method.Name == "email_work");
        Assert.Equal(("email", "Email", "email"), (method.Handler, method.SourceField, method.Field));
    }

    // Only the e-mail faults: the rest of Trench is not set up here.
    private static IReadOnlyList<string> Faults(ServiceProvider services)
    {
        var options = new TrenchOptions { Methods = [.. services.GetServices<MethodHandler>().SelectMany(handler => handler.BuiltIn)] };
        return
        [
            .. services.GetServices<IValidateOptions<TrenchOptions>>()
                .Where(check => check is EmailStart or SmtpStart)
                .SelectMany(check => check.Validate(null, options).Failures ?? []),
        ];
    }

    private ServiceProvider Build(params (string Key, string Value)[] settings) => Build(own: null, settings);

    private ServiceProvider Build(IEmailTransport? own, params (string Key, string Value)[] settings)
    {
        var configuration = TestHost.Configure(settings);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton<IHostEnvironment>(_host);
        if (own is not null)
        {
            services.AddSingleton(own);
        }

        services.AddTrench(configuration.GetSection("TRENCH_AUTH")).AddEmail();
        return services.BuildServiceProvider();
    }
}
