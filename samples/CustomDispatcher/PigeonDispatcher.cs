using Trench;

/// <summary>
/// A method of one's own, complete: where a message goes. Codes, their validity and single use, limits, retries and the outbox are
/// Trench's. An exception thrown here counts as a failed attempt; its text never reaches the person who logs in.
/// </summary>
// begin-snippet: dispatcher
public sealed class PigeonDispatcher(PigeonLoft loft) : AbstractMessageDispatcher
{
    public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        // Members of the settings are the application's own: here TRENCH_AUTH:MFA_METHODS:pigeon:BREED.
        loft.Land(new Letter(message.UserName, message.Text, Settings.Value("BREED") ?? "homing pigeon"));
        return Task.FromResult(Delivery.Sent());
    }
}
// end-snippet

/// <summary>Where the pigeons land. A real channel would be a gateway's client.</summary>
public sealed class PigeonLoft
{
    private readonly Lock _door = new();
    private readonly List<Letter> _letters = [];

    /// <summary>All letters, newest first.</summary>
    public IReadOnlyList<Letter> Letters
    {
        get
        {
            lock (_door)
            {
                return [.. _letters.AsEnumerable().Reverse()];
            }
        }
    }

    public void Land(Letter letter)
    {
        lock (_door)
        {
            _letters.Add(letter);
        }
    }
}

/// <summary>What a pigeon carried, and to whom.</summary>
public sealed record Letter(string To, string Text, string CarriedBy);
