using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class InMemoryMfaStoreTests : StoreContract, IDisposable
{
    private readonly InMemoryMfaStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override StoreScope OpenScope() => new(_store, _store);
}
