namespace Trench;

/// <summary>
/// Looks whether every key that ever sealed or hashed something is still there. An application's health check asks it: without a key, users
/// cannot sign in, and nothing else would say so.
/// </summary>
public interface IKeyCheck
{
    /// <summary>The names of the keys that are lost; empty when all is well.</summary>
    /// <exception cref="SecretUnavailableException">
    /// Nothing at all can be opened: the master key is another one, or the ring is gone.
    /// </exception>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    Task<IReadOnlyList<string>> FindMissingAsync(CancellationToken cancellationToken);
}
