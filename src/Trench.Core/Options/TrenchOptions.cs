namespace Trench;

/// <summary>Whose property a set of backup codes is.</summary>
public enum BackupCodeScope
{
    /// <summary>Each enrolment has its own set, as in django-trench.</summary>
    Enrolment,

    /// <summary>One set per user.</summary>
    User,
}

/// <summary>
/// The settings of <c>TRENCH_AUTH</c>. Every key is accepted in django-trench's spelling and in .NET's; docs/settings.md lists them all.
/// </summary>
public sealed class TrenchOptions
{
    /// <summary>Codes per set. Default 10; 1 to 100.</summary>
    public int BackupCodesQuantity { get; set; } = 10;

    /// <summary>Characters per code. Default 16; the code must hold at least 64 bits.</summary>
    public int BackupCodesLength { get; set; } = 16;

    /// <summary>The alphabet. Default Crockford's base32, which folds case and O, I, L.</summary>
    public string BackupCodesCharacters { get; set; } = BackupCodeAlphabet.Crockford;

    /// <summary>Whose property a set is. Default: the enrolment's.</summary>
    public BackupCodeScope BackupCodesScope { get; set; } = BackupCodeScope.Enrolment;

    /// <summary>
    /// Codes are always stored hashed; false stops the start unless it is listed in <see cref="AllowInsecure"/>, and even then they are
    /// hashed.
    /// </summary>
    public bool EncryptBackupCodes { get; set; } = true;

    /// <summary>
    /// Length of an authenticator secret in base32 characters. Default 32 (160 bits, RFC 4226 section 4 R6); fewer stop the start.
    /// </summary>
    public int SecretKeyLength { get; set; } = 32;

    /// <summary>
    /// How long a delivered code is good when its method does not say. Default and ceiling 10 minutes (NIST SP 800-63B-4 section 3.1.3.2).
    /// </summary>
    public TimeSpan DefaultValidityPeriod { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether deactivating takes a code. Default true. When false a fresh proof of the session does.</summary>
    public bool ConfirmDisableWithCode { get; set; } = true;

    /// <summary>Whether regenerating backup codes takes a code. Default true. When false a fresh proof of the session does.</summary>
    public bool ConfirmBackupCodesRegenerationWithCode { get; set; } = true;

    /// <summary>Whether backup codes may be regenerated at all. Default true.</summary>
    public bool AllowBackupCodesRegeneration { get; set; } = true;

    /// <summary>The issuer an authenticator app shows. Default <c>MyApplication</c>, as in django-trench.</summary>
    public string ApplicationIssuerName { get; set; } = "MyApplication";

    /// <summary>
    /// The class of new enrolments: the full name of one derived from <see cref="Enrolment"/>, for columns of the application's own, mapped
    /// in its model. Default: <see cref="Enrolment"/> itself.
    /// </summary>
    public string? UserMfaModel { get; set; }

    /// <summary>
    /// The users' field that says whether they may sign in, for <c>AddIdentityUsers</c>. Default: <c>IsActive</c> where they have one. A
    /// user directory of the application's own decides by itself.
    /// </summary>
    public string? UserActiveField { get; set; }

    /// <summary>The sender of e-mail, unless the method has its own.</summary>
    public string? FromEmail { get; set; }

    /// <summary>The method that challenges a user without enrolment at the user's own address; none by default.</summary>
    public string? FallbackMethod { get; set; }

    /// <summary>Lifetime of a ticket. Default 10 minutes, at most 15, never shorter than a delivered method's validity.</summary>
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wrong answers per ticket. Default 5; 1 to 10.</summary>
    public int TicketAttempts { get; set; } = 5;

    /// <summary>Live tickets per user and purpose; the oldest goes first. Default 3; 1 to 100.</summary>
    public int TicketsPerUser { get; set; } = 3;

    /// <summary>
    /// How long a device that proved a second factor may sign in by the password alone, when the login asked for it. Default zero: no device
    /// is remembered. At most 30 days.
    /// </summary>
    public TimeSpan RememberDevices { get; set; }

    /// <summary>How long a route that sends waits for the first attempt. Default 3 seconds; 0 to 10.</summary>
    public TimeSpan SendWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether users are told of changes to their methods. Default true.</summary>
    public bool Notices { get; set; } = true;

    /// <summary>How long events are kept. Default zero: for ever. At most 10 years.</summary>
    public TimeSpan EventRetention { get; set; }

    /// <summary>Calling codes that SMS may go to; empty means none is listed.</summary>
    public IReadOnlyList<string> SmsCountries { get; set; } = [];

    /// <summary>How much is allowed before Trench says no.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>Keys whose insecure value is accepted knowingly; each logs a warning at start.</summary>
    public IReadOnlyList<string> AllowInsecure { get; set; } = [];

    /// <summary>The configured methods by name, in the order in which they are listed.</summary>
    public IReadOnlyList<MethodSettings> Methods { get; set; } = [];

    /// <summary>Bits of a code of so many of the characters of backup codes.</summary>
    public double BitsOf(int length) => length * Math.Log2(Math.Max(1, BackupCodesCharacters.Distinct().Count()));

    /// <summary>Whether the insecure value of a key is accepted knowingly.</summary>
    public bool Allows(string key) => AllowInsecure.Any(allowed => SettingName.Same(allowed, key));

    /// <summary>
    /// Gives values for a handler's own keys to those of its built-in methods that do not set them themselves: how the section of a facade
    /// brings an account.
    /// </summary>
    public void SetDefaults(string handler, IReadOnlyDictionary<string, string> values) => HandlerDefaults[handler] = values;

    /// <summary>What was found while they were read.</summary>
    internal SettingNotes Notes { get; set; } = new(SettingNotes.ConventionalPath);

    internal Dictionary<string, IReadOnlyDictionary<string, string>> HandlerDefaults { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bits of one backup code.</summary>
    internal double BackupCodeBits => BitsOf(BackupCodesLength);
}

/// <summary>The limits of <c>TRENCH_AUTH:LIMITS</c>. Null means none, and is warned about at start.</summary>
public sealed class LimitOptions
{
    /// <summary>Wrong answers in a row before the first lock (30 s, doubling to 60 min). Default 5.</summary>
    public int? LockAfter { get; set; } = 5;

    /// <summary>Wrong codes per account and UTC day. Default 20.</summary>
    public int? AccountPerDay { get; set; } = 20;

    /// <summary>Wrong codes per account in any 30 days, not cleared by success. Default 100.</summary>
    public int? AccountPer30Days { get; set; } = 100;

    /// <summary>Wrong backup codes per account and UTC day. Default 10.</summary>
    public int? BackupCodesPerDay { get; set; } = 10;

    /// <summary>Wrong passwords per address (IPv6: per /64). Default 30 in 10 minutes.</summary>
    public Rate? AddressFailures { get; set; } = new(30, TimeSpan.FromMinutes(10));

    /// <summary>Pause between messages of one challenge. Default 30 seconds.</summary>
    public TimeSpan SendCooldown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Messages per target. Default 5 an hour. Like all limits of messages it counts those whose challenge was not answered rightly.
    /// </summary>
    public Rate? SendsPerTarget { get; set; } = new(5, TimeSpan.FromHours(1));

    /// <summary>Messages per target that is no phone, over a longer time. Default 20 a day.</summary>
    public Rate? DailySendsPerTarget { get; set; } = new(20, TimeSpan.FromDays(1));

    /// <summary>SMS per phone number, over a longer time. Default 10 a day.</summary>
    public Rate? DailySmsPerTarget { get; set; } = new(10, TimeSpan.FromDays(1));

    /// <summary>Messages per user, whatever the target. Default 20 an hour.</summary>
    public Rate? SendsPerUser { get; set; } = new(20, TimeSpan.FromHours(1));

    /// <summary>SMS per user, whatever the number. Default 5 an hour.</summary>
    public Rate? SmsPerUser { get; set; } = new(5, TimeSpan.FromHours(1));

    /// <summary>SMS per client address (IPv6: per /64). Default 10 an hour.</summary>
    public Rate? SmsPerAddress { get; set; } = new(10, TimeSpan.FromHours(1));

    /// <summary>SMS to numbers with the same first four digits. Default 100 a minute.</summary>
    public Rate? SmsPerPrefix { get; set; } = new(100, TimeSpan.FromMinutes(1));

    /// <summary>SMS in all. Default 200 a minute.</summary>
    public Rate? SmsInTotal { get; set; } = new(200, TimeSpan.FromMinutes(1));

    /// <summary>The limits of wrong codes.</summary>
    public AccountLimits Of(AccountKind kind) => kind == AccountKind.Factor
        ? new AccountLimits(LockAfter, AccountPerDay, AccountPer30Days)
        : new AccountLimits(LockAfter, BackupCodesPerDay, PerWindow: null);
}
