using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

public sealed class InsecureChoiceTests
{
    [Fact]
    public async Task An_insecure_choice_is_an_event_of_the_start()
    {
        await using var node = await LoneNode.CreateAsync(Database.Sqlite, new("TRENCH_AUTH:NOTICES", "false"), new("TRENCH_AUTH:LIMITS:LOCK_AFTER", ""));
        _ = node.Host.Server;
        await using var scope = node.Host.Services.CreateAsyncScope();

        var events = await scope.ServiceProvider.GetRequiredService<IMfaStore>()
            .ListEventsAsync(new EventFilter(null, 10) { Name = EventNames.InsecureOption }, default);

        Assert.Equal(["LIMITS:LOCK_AFTER", "NOTICES"], events.Select(happened => happened.Reason).Order(StringComparer.Ordinal));
    }
}
