using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Trench.Backends.Email;

/// <summary>
/// Checks <c>Email:Smtp</c> at start, so that the first user is not the one who finds out. Its faults are reported with all others.
/// </summary>
internal sealed class SmtpStart(SmtpConfiguration smtp, IHostEnvironment environment) : IValidateOptions<TrenchOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TrenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Methods.Any(EmailHandler.Serves))
        {
            return ValidateOptionsResult.Skip;
        }

        string[] faults = smtp.Options.Host is null && !environment.IsDevelopment()
            ? [.. smtp.Faults, $"{SmtpConfiguration.Section}:Host is not set: set the mail server, or ENABLED: false on e-mail methods."]
            : [.. smtp.Faults];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
