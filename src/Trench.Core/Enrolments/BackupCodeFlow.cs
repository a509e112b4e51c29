using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>New backup codes, in place of the old ones or one beside them.</summary>
public sealed class BackupCodeFlow
{
    private readonly IMfaStore _store;
    private readonly MethodRegistry _registry;
    private readonly BackupCodeBook _codes;
    private readonly ManagedAction _managed;
    private readonly Journal _journal;
    private readonly TrenchOptions _options;

    internal BackupCodeFlow(
        IMfaStore store, MethodRegistry registry, BackupCodeBook codes, ManagedAction managed, Journal journal, IOptions<TrenchOptions> options)
    {
        _store = store;
        _registry = registry;
        _codes = codes;
        _managed = managed;
        _journal = journal;
        _options = options.Value;
    }

    /// <summary>Replaces the set of a method (or of the user) and shows the new codes once. The old ones are gone with the same commit.</summary>
    public async Task<Outcome<NewBackupCodes>> RegenerateAsync(
        Actor actor, EnrolmentChoice choice, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(choice);
        if (!_options.AllowBackupCodesRegeneration)
        {
            return new Refusal(RefusalKind.RegenerationNotAllowed);
        }

        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var chosen = EnrolmentChoosing.Active(factors, _registry, choice);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var made = NewBackupCodes.None;
        var done = await _managed.RunAsync(
            new Proof(actor, factors, [chosen.Value]) { Code = code, DemandsCode = _options.ConfirmBackupCodesRegenerationWithCode },
            () =>
            {
                (made, var replacement) = _codes.Make(actor.User.Id, _codes.SetOf(chosen.Value), factors.Backup);
                return new Effect([replacement, .. Outdated(factors, chosen.Value)], [Generated(actor, chosen.Value, made.Codes.Count)], static _ => RefusalKind.Unavailable);
            },
            cancellationToken);
        return done.Succeeded ? made : done.Refusal;
    }

    /// <summary>
    /// Adds one code to the set of the method that login asks first, and returns it, not grouped. The others stay good. Takes a fresh proof; refused as
    /// <see cref="RefusalKind.MethodNotActive"/> when no method is active.
    /// </summary>
    public async Task<Outcome<string>> AddAsync(Actor actor, SingleBackupCode terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        if (factors.Active.OrderByDescending(enrolment => enrolment.IsPrimary).FirstOrDefault() is not { } first)
        {
            return new Refusal(RefusalKind.MethodNotActive);
        }

        if (!_options.AllowBackupCodesRegeneration)
        {
            return new Refusal(RefusalKind.RegenerationNotAllowed);
        }

        var code = "";
        var done = await _managed.RunAsync(
            new Proof(actor, factors, [.. factors.Active]),
            () =>
            {
                (code, var addition) = _codes.MakeOne(actor.User.Id, _codes.SetOf(first), factors.Backup, terms);
                return new Effect([addition], [Generated(actor, first, 1)], static _ => RefusalKind.Unavailable);
            },
            cancellationToken);
        return done.Succeeded ? code : done.Refusal;
    }

    // A set of the user's own takes the place of those the enrolments had before: from other settings, or from an import.
    private IEnumerable<Change> Outdated(UserFactors factors, Enrolment chosen) => _codes.SetOf(chosen) is null
        ? factors.Enrolments.Select(enrolment => new ReplaceBackupCodes(enrolment.UserId, enrolment.Id, []))
        : [];

    private MfaEvent Generated(Actor actor, Enrolment enrolment, int count) =>
        _journal.Note(EventNames.BackupGenerated, enrolment, actor.Caller) with { Count = count };
}
