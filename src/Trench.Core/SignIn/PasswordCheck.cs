namespace Trench;

/// <summary>The first factor: so many at once, and so many wrong ones from an address.</summary>
internal sealed class PasswordCheck(
    IUserDirectory users, AddressLimiter addresses, PasswordTurns turns, SendKeys keys, Journal journal, MinuteAlarm alarm)
{
    public async Task<Outcome<MfaUser>> RunAsync(string userName, string password, Caller caller, CancellationToken cancellationToken) =>
        ThrottledAt(caller) is { } early
            ? early
            : await turns.RunAsync(() => CheckAsync(userName, password, caller, cancellationToken), cancellationToken);

    private async Task<Outcome<MfaUser>> CheckAsync(string userName, string password, Caller caller, CancellationToken cancellationToken)
    {
        if (ThrottledAt(caller) is { } late)
        {
            return late;
        }

        if (await users.CheckPasswordAsync(userName, password, cancellationToken) is { } user)
        {
            return user;
        }

        addresses.Count(caller.Address);
        if (caller.Address is { } address && addresses.Refused(address) is not null)
        {
            var told = journal.Note(EventNames.AddressThrottled, userId: null, caller) with { Reason = "passwords" };
            await alarm.TellAsync(keys.Of("passwords", AddressKey.Of(address)), told, cancellationToken);
        }

        return new Refusal(RefusalKind.WrongCredentials);
    }

    private Refusal? ThrottledAt(Caller caller) =>
        addresses.Refused(caller.Address) is { } wait ? new Refusal(RefusalKind.AddressThrottled) { RetryAfter = wait } : null;
}
