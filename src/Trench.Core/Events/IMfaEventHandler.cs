namespace Trench;

/// <summary>
/// The application's ear: called after the commit of what happened, in the request that did it. An exception is logged and changes nothing. Register any number of
/// them in the container.
/// </summary>
public interface IMfaEventHandler
{
    /// <summary>Something happened.</summary>
    Task HandleAsync(MfaEvent happened, CancellationToken cancellationToken);
}
