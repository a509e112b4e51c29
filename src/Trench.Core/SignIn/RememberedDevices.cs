using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Devices that proved a second factor and need not for a while. Each is a challenge that was answered in advance and is never used up, seen
/// through its ticket. It is bound to user, facade and client, and to what the account stood on then: a new password, and every factor that
/// comes, goes or is replaced, make it worthless (SECURITY row 63).
/// </summary>
internal sealed class RememberedDevices(IMfaStore store, IOptions<TrenchOptions> options, TimeProvider clock)
{
    private TimeSpan Lifetime => options.Value.RememberDevices;

    /// <summary>A row for the device of this login, and its ticket; null where devices are not remembered.</summary>
    public (Challenge Row, string Ticket)? Make(MfaUser user, UserFactors factors, Caller caller)
    {
        if (Lifetime == TimeSpan.Zero)
        {
            return null;
        }

        var (now, ticket) = (clock.GetUtcNow(), Ticket.New());
        var row = new Challenge
        {
            Id = Codes.Id(),
            TicketHash = Ticket.Hash(ticket),
            UserId = user.Id,
            Purpose = Purposes.Device,
            Facade = caller.Facade,
            Client = caller.Client,
            State = ChallengeState.Answered,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
            StampHash = Standing(user, factors),
        };
        return (row, ticket);
    }

    /// <summary>Whether the caller's device is remembered for this user, as the account stands now.</summary>
    public async Task<bool> KnowAsync(MfaUser user, UserFactors factors, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.DeviceTicket is not { } ticket || !Ticket.IsWellFormed(ticket) || !factors.Active.Any())
        {
            return false;
        }

        var now = clock.GetUtcNow();
        return await store.FindChallengeAsync(Ticket.Hash(ticket), cancellationToken) is { Challenge: { } row }
            && row is { Purpose: Purposes.Device, State: ChallengeState.Answered }
            && row.UserId == user.Id
            && row.Facade == caller.Facade
            && row.Client == caller.Client
            && row.ExpiresAt > now
            // A setting that was shortened, or taken back, counts for those remembered before.
            && row.CreatedAt + Lifetime > now
            && Digest.Same(row.StampHash, Standing(user, factors));
    }

    private static string Standing(MfaUser user, UserFactors factors) => Digest.Of(string.Join('\n',
    [
        user.SecurityStamp,
        .. factors.Active.OrderBy(enrolment => enrolment.Id, StringComparer.Ordinal)
            .Select(enrolment => $"{enrolment.Id} {enrolment.Reference} {enrolment.SealedFactor}"),
    ]));
}
