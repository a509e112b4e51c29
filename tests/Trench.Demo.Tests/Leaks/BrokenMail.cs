using Microsoft.Extensions.DependencyInjection;
using Trench.Backends.Email;

namespace Trench.Demo.Tests;

/// <summary>A mail server that fails for some, and says in its error what it was given: address and code.</summary>
internal sealed class BrokenMail(IEmailTransport transport, Harvest harvest) : IEmailTransport
{
    public const string Unlucky = "unlucky";

    public static void Add(IServiceCollection services, Harvest harvest)
    {
        var working = services.Last(service => service.ServiceType == typeof(IEmailTransport));
        var make = working.ImplementationFactory ?? throw new InvalidOperationException("The transport is not made by a factory.");
        services.AddSingleton<IEmailTransport>(provider => new BrokenMail((IEmailTransport)make(provider), harvest));
    }

    public Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var words = message.Text.Split([' ', '\n', '\r', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Where(word => word.All(char.IsAsciiDigit)))
        {
            harvest.Add(word, "mailed code");
        }

        return message.To.StartsWith(Unlucky, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"550 no mailbox {message.To}: {message.Text}")
            : transport.SendAsync(message, cancellationToken);
    }
}
