namespace Trench;

/// <summary>
/// Looks for faults while the application starts, with its services at hand. All faults of all checks stop the start in one message. For
/// what can be told from the settings alone, an <c>IValidateOptions&lt;TrenchOptions&gt;</c> is enough.
/// </summary>
public interface IStartCheck
{
    /// <summary>The faults, each naming its key or call and saying what to set; never showing a credential.</summary>
    /// <param name="scope">Services as a request has them.</param>
    /// <param name="options">The settings, which may have faults of their own: asking the services for them would throw.</param>
    IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options);
}
