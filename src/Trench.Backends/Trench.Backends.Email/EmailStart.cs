using Microsoft.Extensions.Options;

namespace Trench.Backends.Email;

/// <summary>Checks each e-mail method's sender and wording at start. Its faults are reported with all others.</summary>
internal sealed class EmailStart(EmailTemplates templates, EmailSender sender) : IValidateOptions<TrenchOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TrenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] faults =
        [
            .. options.Methods.Where(EmailHandler.Serves)
                .SelectMany(method => Faults(method, options).Select(fault => $"TRENCH_AUTH:MFA_METHODS:{method.Name}:{fault}")),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(MethodSettings method, TrenchOptions options)
    {
        foreach (var fault in templates.Faults(method))
        {
            yield return fault;
        }

        if (sender.Find(method, options) is not { } from)
        {
            yield return $"FROM_EMAIL is not set, nor TRENCH_AUTH:FROM_EMAIL, nor {SmtpConfiguration.Section}:From: set one of them.";
        }
        else if (!EmailSender.IsSender(from))
        {
            yield return "FROM_EMAIL (or TRENCH_AUTH:FROM_EMAIL) is no sender: set an address, such as Shop <noreply@example.com>.";
        }
    }
}
