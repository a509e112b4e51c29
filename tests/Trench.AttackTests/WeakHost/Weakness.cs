namespace Trench.AttackTests;

/// <summary>What the weak host does wrong when told to. Each is a defect that was found in a product.</summary>
public enum Weakness
{
    /// <summary>Nothing: the demo as it is.</summary>
    None,

    /// <summary>A backup code is looked up, found unspent, and marked afterwards.</summary>
    BackupCodesAreReadThenWritten,

    /// <summary>A ticket is looked up, found open, and closed afterwards.</summary>
    TicketsAreReadThenWritten,

    /// <summary>Wrong answers are counted after they were answered.</summary>
    BudgetsAreReadThenWritten,

    /// <summary>The step of a code of the app is not stored.</summary>
    NoStepIsStored,

    /// <summary>Wrong answers are counted for the ticket only, and a new ticket is for the asking.</summary>
    BudgetsBelongToTickets,

    /// <summary>Wrong answers are counted for the account only.</summary>
    BudgetsBelongToAccounts,

    /// <summary>A new message clears what was counted.</summary>
    MessagesClearTheCount,

    /// <summary>A new message clears what was counted at its ticket.</summary>
    MessagesClearTheTicket,

    /// <summary>While an account is locked a right code is taken all the same.</summary>
    LocksStopWrongCodesOnly,

    /// <summary>A request is answered when its messages have been sent.</summary>
    DeliveryIsInsideTheRequest,

    /// <summary>The ticket of the first step is taken for an access token.</summary>
    TicketsAuthenticate,

    /// <summary>Tickets and sessions do not look at the security stamp.</summary>
    PasswordsEndNothing,

    /// <summary>Wrong passwords of strangers lock the account.</summary>
    StrangersLockAccounts,

    /// <summary>Any client may say where it comes from.</summary>
    EveryProxyIsTrusted,

    /// <summary>A proof never grows old.</summary>
    ProofsNeverGrowOld,

    /// <summary>A method that was never confirmed answers a login.</summary>
    PendingMethodsAnswer,

    /// <summary>New backup codes are added to the old ones.</summary>
    OldBackupCodesStay,
}

/// <summary>The switch of the weak host: one weakness at a time.</summary>
internal sealed class WeaknessSwitch
{
    public Weakness Now { get; set; }

    public bool Is(Weakness weakness) => Now == weakness;
}
