namespace Trench;

/// <summary>
/// Makes an enrolment active without a code: at an address that the user has in the application already, or with a secret that the application
/// keeps.
/// </summary>
internal sealed class UnprovenEnrolment(MethodSet methods, FactorSeal seal, EnrolmentModel model, Journal journal, TimeProvider clock)
{
    /// <summary>At the user's own address; refused where there is none.</summary>
    public async Task<Outcome<(Enrolment Row, Effect Effect)>> AtOwnAddressAsync(
        MfaUser user, string name, Caller caller, CancellationToken cancellationToken)
    {
        var method = methods.Find(name) ?? throw new InvalidOperationException($"The method {name} is not configured.");
        var made = await method.EnrolAsync(new EnrolmentRequest(user, "", new Dictionary<string, string>()), cancellationToken);
        return made.Succeeded ? Make(user, name, made.Value.Factor, made.Value.TargetHint, caller) : made.Refusal with { Method = name };
    }

    /// <summary>With a secret of the application's.</summary>
    public (Enrolment Row, Effect Effect) WithSecret(MfaUser user, string name, byte[] secret, Caller caller) =>
        Make(user, name, new Factor(secret, null), hint: null, caller);

    private (Enrolment Row, Effect Effect) Make(MfaUser user, string method, Factor factor, string? hint, Caller caller)
    {
        var now = clock.GetUtcNow();
        var row = model.Make(new Enrolment
        {
            Id = Codes.Id(),
            UserId = user.Id,
            Method = method,
            PendingUntil = now + ActivationOpening.PendingFor,
            CreatedAt = now,
        });
        row = row with { SealedFactor = seal.Seal(factor, user.Id, row.Id), TargetHint = hint };
        var activate = new ActivateEnrolment(row.Id, user.Id, row.SealedFactor, Counter: -1, SealedFactor: null, Reference: null, now);

        // Where wrong answers are counted and what backup codes are salted with: elsewhere the question that was answered made both.
        var account = new EnsureAccount(user.Id, AccountKind.Factor, null, now);
        return (row, new Effect(
            [account, BackupCodeBook.Prepare(user.Id, now), new AddEnrolment(row), activate],
            [journal.Note(EventNames.Activated, row, caller)],
            static _ => RefusalKind.MethodAlreadyActive));
    }
}
