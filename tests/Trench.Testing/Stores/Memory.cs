using System.Collections.Immutable;

namespace Trench.Testing;

/// <summary>
/// Everything the reference store holds, as one value: a commit makes a new one or none, and a rollback is to keep the old one.
/// </summary>
public sealed record Memory
{
    /// <summary>Nothing.</summary>
    public static readonly Memory Empty = new();

    /// <summary>Enrolments by id.</summary>
    public ImmutableDictionary<string, Enrolment> Enrolments { get; init; } = ImmutableDictionary<string, Enrolment>.Empty;

    /// <summary>Challenges by id.</summary>
    public ImmutableDictionary<string, Challenge> Challenges { get; init; } = ImmutableDictionary<string, Challenge>.Empty;

    /// <summary>Ids of challenges by the hash of their ticket.</summary>
    public ImmutableDictionary<string, string> Tickets { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Counters by user and kind.</summary>
    public ImmutableDictionary<(string UserId, AccountKind Kind), Account> Accounts { get; init; } =
        ImmutableDictionary<(string UserId, AccountKind Kind), Account>.Empty;

    /// <summary>Wrong answers of one account on one UTC day.</summary>
    public ImmutableDictionary<(string UserId, AccountKind Kind, int Day), int> FailureDays { get; init; } =
        ImmutableDictionary<(string UserId, AccountKind Kind, int Day), int>.Empty;

    /// <summary>Backup codes by owner and hash.</summary>
    public ImmutableDictionary<(string UserId, string Hash), BackupCode> BackupCodes { get; init; } =
        ImmutableDictionary<(string UserId, string Hash), BackupCode>.Empty;

    /// <summary>Offered methods by id.</summary>
    public ImmutableDictionary<string, MethodConfig> MethodConfigs { get; init; } = ImmutableDictionary<string, MethodConfig>.Empty;

    /// <summary>Sessions by id.</summary>
    public ImmutableDictionary<string, Session> Sessions { get; init; } = ImmutableDictionary<string, Session>.Empty;

    /// <summary>The outbox by id.</summary>
    public ImmutableDictionary<string, OutboxMessage> Messages { get; init; } = ImmutableDictionary<string, OutboxMessage>.Empty;

    /// <summary>Counted messages, oldest first.</summary>
    public ImmutableList<SendCount> Sends { get; init; } = [];

    /// <summary>Events in the order of their commits.</summary>
    public ImmutableList<MfaEvent> Events { get; init; } = [];

    internal IEnumerable<Enrolment> EnrolmentsOf(string userId) => Enrolments.Values.Where(row => row.UserId == userId);

    internal Enrolment? Enrolment(string id, string userId) =>
        Enrolments.TryGetValue(id, out var row) && row.UserId == userId ? row : null;

    internal Memory With(Enrolment row) => this with { Enrolments = Enrolments.SetItem(row.Id, row) };

    internal Memory With(Challenge row) => this with { Challenges = Challenges.SetItem(row.Id, row) };

    internal Memory With(MethodConfig row) => this with { MethodConfigs = MethodConfigs.SetItem(row.Id, row) };

    internal Memory With(Account row) => this with { Accounts = Accounts.SetItem((row.UserId, row.Kind), row) };

    internal Memory With(Session row) => this with { Sessions = Sessions.SetItem(row.Id, row) };

    internal Memory With(OutboxMessage row) => this with { Messages = Messages.SetItem(row.Id, row) };

    internal Memory With(BackupCode row) => this with { BackupCodes = BackupCodes.SetItem((row.UserId, row.Hash), row) };
}
