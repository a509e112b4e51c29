using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

/// <summary>Which events a flow leaves in the store, in the order of its commits.</summary>
internal static class EventTrail
{
    public static async Task LeavesAsync(this TestEngine engine, Func<Task> flow, params string[] names)
    {
        var before = (await StoredAsync(engine)).Count;

        await flow();

        Assert.Equal(names, (await StoredAsync(engine)).Skip(before).Select(happened => happened.Name));
    }

    private static Task<IReadOnlyList<MfaEvent>> StoredAsync(TestEngine engine) => engine.InScopeAsync(
        services => Task.FromResult<IReadOnlyList<MfaEvent>>(services.GetRequiredService<InMemoryMfaStore>().Rows.Events));
}
