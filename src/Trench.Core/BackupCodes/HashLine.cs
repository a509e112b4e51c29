using System.Threading.RateLimiting;

namespace Trench;

/// <summary>
/// The line in which answers wait that cost a slow hash: one of an account is computed at a time, so that whoever tries backup codes at one
/// account keeps one processor busy and not all of them.
/// </summary>
internal sealed class HashLine : IDisposable
{
    private readonly PartitionedRateLimiter<string> _places = PartitionedRateLimiter.Create<string, string>(
        static userId => RateLimitPartition.GetConcurrencyLimiter(
            userId,
            static _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = int.MaxValue }),
        StringComparer.Ordinal);

    /// <summary>Waits until no other answer of this account is looked at; the place is given back on disposal.</summary>
    public async Task<IDisposable> EnterAsync(string userId, CancellationToken cancellationToken) =>
        await _places.AcquireAsync(userId, permitCount: 1, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();
}
