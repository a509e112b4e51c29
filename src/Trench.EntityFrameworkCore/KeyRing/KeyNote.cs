namespace Trench.EntityFrameworkCore;

/// <summary>
/// The event <see cref="EventNames.KeyRotated"/>, which is committed with the change of the keys that it tells of. It is a row only: keys
/// are made beneath the journal, so neither the log, the meter nor the application's handlers hear of it,
/// and its node is the machine.
/// </summary>
internal static class KeyNote
{
    /// <summary>Stored keys, or what they seal, were sealed anew.</summary>
    public const string Rewrap = "rewrap";

    private const string NewKey = "new key";
    private const string NewPepper = "new pepper";
    private const string RevokedKey = "revoked key";

    // As Data Protection names the element by which it revokes one key, or all.
    private const string Revocation = "revocation-";

    /// <summary>Of a key that is added to those that are there; null for the first of its kind, which takes no other's place.</summary>
    public static MfaEvent? OfNew(StoredKey row, IEnumerable<StoredKey> stored, DateTimeOffset now)
    {
        var isPepper = PepperStore.IsOwn(row.Name);
        var isFirst = stored.All(other => PepperStore.IsOwn(other.Name) != isPepper);
        var reason = isPepper ? NewPepper : row.Name.StartsWith(Revocation, StringComparison.Ordinal) ? RevokedKey : NewKey;
        return isFirst ? null : Of(reason, count: null, now);
    }

    /// <summary>Of any change.</summary>
    public static MfaEvent Of(string reason, int? count, DateTimeOffset now) => new()
    {
        Id = Codes.Id(now),
        Name = EventNames.KeyRotated,
        At = now,
        Reason = reason,
        Count = count,
        Node = Environment.MachineName,
    };
}
