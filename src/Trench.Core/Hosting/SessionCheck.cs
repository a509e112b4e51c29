using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>How long sessions last can be read, also by what the application itself demands of it.</summary>
internal sealed class SessionCheck(IOptions<SessionOptions> settings) : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options)
    {
        try
        {
            _ = settings.Value;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            // ValidateOnStart would stop the start with these alone.
            return refused.Failures;
        }
    }
}
