namespace Trench;

/// <summary>Why a flow said no. Each facade's dialect translates every kind into its ancestor's status and body.</summary>
public enum RefusalKind
{
    /// <summary>Wrong user name, wrong password or inactive user: one and the same answer.</summary>
    WrongCredentials,

    /// <summary>Too many wrong passwords from this address; see <see cref="Refusal.RetryAfter"/>.</summary>
    AddressThrottled,

    /// <summary>The code cannot be a code of any method asked: free, nothing is counted.</summary>
    CodeMalformed,

    /// <summary>The code is wrong, late, replayed, or lost a race.</summary>
    CodeWrong,

    /// <summary>The action needs a code and none was given.</summary>
    CodeRequired,

    /// <summary>The ticket was never issued, or belongs to another facade, purpose or client, or its user is gone or changed the password.</summary>
    TicketUnknown,

    /// <summary>The ticket is too old.</summary>
    TicketExpired,

    /// <summary>The ticket was used.</summary>
    TicketUsed,

    /// <summary>The ticket has no attempt left.</summary>
    TicketExhausted,

    /// <summary>The account is locked or its budget is spent; right and wrong answers look alike. See <see cref="Refusal.RetryAfter"/>.</summary>
    Locked,

    /// <summary>The ticket was answered a moment ago, under terms with a pause; see <see cref="Refusal.RetryAfter"/>. The answer was not looked at.</summary>
    AnswerTooEarly,

    /// <summary>A message was sent a moment ago, or a limit of messages is reached; see <see cref="Refusal.RetryAfter"/>.</summary>
    SendCooldown,

    /// <summary>Too many challenges of this user are open, under terms that refuse; see <see cref="Refusal.RetryAfter"/>.</summary>
    TooManyChallenges,

    /// <summary>No method of this name is configured.</summary>
    MethodUnknown,

    /// <summary>The user has no enrolment of this method.</summary>
    MethodNotEnrolled,

    /// <summary>The user's enrolment of this method is active already.</summary>
    MethodAlreadyActive,

    /// <summary>The user's enrolment of this method is not active.</summary>
    MethodNotActive,

    /// <summary>The method has several enrolments: the request must say which, by <c>id</c>.</summary>
    EnrolmentAmbiguous,

    /// <summary>The primary method cannot go while others are active.</summary>
    PrimaryInUse,

    /// <summary>The named successor is not an active method of the user, or is the one that goes.</summary>
    NewPrimaryInvalid,

    /// <summary>Backup codes may not be regenerated.</summary>
    RegenerationNotAllowed,

    /// <summary>The session was not proven in the last minutes and no code was given.</summary>
    FreshProofRequired,

    /// <summary>No address is known to send to; <see cref="Refusal.Field"/> names the member to give it in.</summary>
    TargetRequired,

    /// <summary>The address is not one; <see cref="Refusal.Field"/> names the member.</summary>
    TargetInvalid,

    /// <summary>A label is too long or holds characters that cannot be shown.</summary>
    LabelInvalid,

    /// <summary>The first attempt to deliver failed. The provider's text is in the log only.</summary>
    DeliveryFailed,

    /// <summary>The application's own dispatcher said no; <see cref="Refusal.PublicMessage"/> is its text for the user.</summary>
    DeliveryRefused,

    /// <summary>The token or its session is invalid, expired or ended.</summary>
    SessionInvalid,

    /// <summary>A verifier, the store or a key is not available now: nothing was decided, nothing was counted.</summary>
    Unavailable,
}

/// <summary>A refusal and what the caller may know of it.</summary>
public sealed record Refusal(RefusalKind Kind)
{
    /// <summary>When to try again, where waiting helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The member of the request it concerns.</summary>
    public string? Field { get; init; }

    /// <summary>The method whose message it concerns, where the caller did not name it.</summary>
    public string? Method { get; init; }

    /// <summary>Text written by the application for the user; nothing of a provider's is ever here.</summary>
    public string? PublicMessage { get; init; }

    /// <summary>A refusal of this kind.</summary>
    public static implicit operator Refusal(RefusalKind kind) => new(kind);

    /// <summary>A refusal of this kind, for where the conversion is not wanted.</summary>
    public static Refusal ToRefusal(RefusalKind kind) => new(kind);
}
