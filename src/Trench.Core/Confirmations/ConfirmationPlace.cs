namespace Trench;

/// <summary>Whom and what a confirmation asks.</summary>
/// <param name="User">The subject; nobody where an address of nobody yet is proven.</param>
/// <param name="Factors">What the subject has.</param>
/// <param name="Enrolment">The enrolment; one without id where a method is asked without a row of the store.</param>
/// <param name="Config">The method as it is offered.</param>
internal sealed record ConfirmationPlace(MfaUser User, UserFactors Factors, Enrolment Enrolment, MethodConfig Config)
{
    /// <summary>The factor of an enrolment that is no row of the store.</summary>
    public Factor? Factor { get; init; }
}

/// <summary>Finds out whom and what a request for a confirmation means.</summary>
internal sealed class ConfirmationPlaces(IMfaStore store, MethodConfigBook configs, MethodSet methods)
{
    public Task<Outcome<ConfirmationPlace>> FindAsync(ConfirmationRequest request, MfaUser user, CancellationToken cancellationToken) =>
        request.EnrolmentId is { } enrolmentId
            ? OfEnrolmentAsync(request, user, enrolmentId, cancellationToken)
            : OfMethodAsync(request, user, cancellationToken);

    private async Task<Outcome<ConfirmationPlace>> OfEnrolmentAsync(
        ConfirmationRequest request, MfaUser user, string enrolmentId, CancellationToken cancellationToken)
    {
        var factors = user.IsNobody ? UserFactors.None : await store.FindUserAsync(user.Id, cancellationToken);
        if (factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == enrolmentId) is not { } asked)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled) { Field = "user_config_id" };
        }

        var rows = await configs.ListAsync(cancellationToken);
        var config = MethodConfigBook.Of(asked, rows);
        if (request.MethodConfigId is { } wanted && !IsOneOf(wanted, asked, config, rows))
        {
            return new Refusal(RefusalKind.MethodNotEnrolled);
        }

        return asked.Status == EnrolmentStatus.Active && config is not null && configs.IsOffered(config)
            ? new ConfirmationPlace(user, factors, asked, config)
            : new Refusal(RefusalKind.MethodNotActive) { Field = "user_config_id" };
    }

    // An enrolment that was made without naming a row belongs to each row of its method.
    private static bool IsOneOf(string wanted, Enrolment asked, MethodConfig? config, IReadOnlyList<MethodConfig> rows) =>
        wanted == config?.Id
        || (asked.MethodConfigId is null && rows.Any(row => row.Id == wanted && row.Method == asked.Method));

    private async Task<Outcome<ConfirmationPlace>> OfMethodAsync(
        ConfirmationRequest request, MfaUser user, CancellationToken cancellationToken)
    {
        var config = request.MethodConfigId is { } id ? await configs.FindAsync(id, cancellationToken) : null;
        if (config is null || !configs.IsOffered(config) || methods.Find(config.Method) is not { } method)
        {
            return new Refusal(RefusalKind.MethodUnknown) { Field = "method_config_id" };
        }

        if (!method.AnswersWithoutEnrolment)
        {
            return new Refusal(RefusalKind.EnrolmentAmbiguous) { Field = "user_config_id" };
        }

        var factors = user.IsNobody ? UserFactors.None : await store.FindUserAsync(user.Id, cancellationToken);
        var members = new Dictionary<string, string>(request.Members, StringComparer.Ordinal);
        foreach (var (name, text) in ConfigJson.Read(config.Settings))
        {
            members[name] = text;
        }

        var made = await method.EnrolAsync(new EnrolmentRequest(user, "", members), cancellationToken);
        return made.Succeeded
            ? new ConfirmationPlace(user, factors, Row(user, config, made.Value), config) { Factor = made.Value.Factor }
            : made.Refusal;
    }

    private static Enrolment Row(MfaUser user, MethodConfig config, NewFactor made) => new()
    {
        Id = "",
        UserId = user.Id,
        Method = config.Method,
        Status = EnrolmentStatus.Active,
        TargetHint = made.TargetHint,
        MethodConfigId = config.Id,
    };
}
