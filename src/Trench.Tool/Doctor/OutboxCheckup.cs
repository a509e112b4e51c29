using Microsoft.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>Does anybody send what was written?</summary>
internal static class OutboxCheckup
{
    public static async Task<IReadOnlyList<string>> FindAsync(Target target, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stuck = await target.Context.Set<OutboxMessage>()
            .CountAsync(row => row.State == OutboxState.Queued && row.ExpiresAt < now, cancellationToken);
        return stuck == 0 ? [] : [$"{stuck} messages are past their end and were never sent: no node of the application is running."];
    }
}
