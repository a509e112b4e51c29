using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Wrong passwords per client address in a sliding window. Kept by each node for itself: the account's budget in the store is the
/// guarantee, this only slows down who tries many accounts.
/// </summary>
internal sealed class AddressLimiter(IOptions<TrenchOptions> options, TimeProvider clock)
{
    private readonly AddressLog? _failures = options.Value.Limits.AddressFailures is { } rate ? new AddressLog(rate, clock) : null;

    /// <summary>Addresses kept now.</summary>
    public int Kept => _failures?.Kept ?? 0;

    /// <summary>How long this address has to wait; null when it may try.</summary>
    public TimeSpan? Refused(string? address) => _failures?.Refused(address);

    /// <summary>Counts a wrong password of this address.</summary>
    public void Count(string? address) => _failures?.Count(address);
}
