namespace Trench.AspNetCore;

/// <summary>
/// Every refusal in wcd-2factor's words: under the member that is wrong, or under <c>non_field_errors</c>. Its own codes are kept as
/// <c>error_code</c>, where it has one.
/// </summary>
internal static class ConfirmationDialect
{
    private const string NonField = "non_field_errors";
    private const string DoesNotExist = "does_not_exist";
    private const string WrongConfig = "wrong_config";

    /// <summary>Neither a method nor a config was named.</summary>
    public static readonly Fault EmptyConfig = Fault.Of(400, "empty_config", NonField, ConfirmationPhrases.EmptyConfig);

    /// <summary>No confirmation of this id, action and user may be used.</summary>
    public static readonly Fault NotUsable = Fault.Of(400, DoesNotExist, "id", ConfirmationPhrases.NoUsable);

    public static Fault Translate(Refusal refusal, ConfirmationRoute route) => refusal.Kind switch
    {
        RefusalKind.WrongCredentials => Of(refusal, 401) with { Text = ConfirmationPhrases.WrongCredentials },
        RefusalKind.TicketUnknown or RefusalKind.TicketExpired or RefusalKind.TicketUsed or RefusalKind.TicketExhausted =>
            OfTicket(refusal, route),
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => OfCode(refusal, route),
        RefusalKind.CodeRequired => Member(refusal, "code", FieldPhrases.Required),
        RefusalKind.MethodUnknown or RefusalKind.MethodNotEnrolled or RefusalKind.MethodNotActive or RefusalKind.EnrolmentAmbiguous =>
            OfConfig(refusal, route),
        RefusalKind.MethodAlreadyActive => Member(refusal, "title", ConfirmationPhrases.TitleTaken),
        RefusalKind.LabelInvalid => Member(refusal, "title", FieldPhrases.Invalid),
        RefusalKind.TargetRequired => Member(refusal, InConfig(refusal, route), FieldPhrases.Required),
        RefusalKind.TargetInvalid => Member(refusal, InConfig(refusal, route), FieldPhrases.Invalid),
        RefusalKind.FreshProofRequired => Of(refusal, 403) with { Text = ConfirmationPhrases.FreshProofRequired },
        RefusalKind.DeliveryFailed => Member(refusal, NonField, ConfirmationPhrases.DeliveryFailed),
        RefusalKind.DeliveryRefused => Member(refusal, NonField, refusal.PublicMessage ?? ConfirmationPhrases.DeliveryFailed),
        RefusalKind.SessionInvalid => Faults.TokenNotValid with { ErrorCode = ErrorCode.Of(refusal.Kind) },
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        RefusalKind.PrimaryInUse or RefusalKind.NewPrimaryInvalid or RefusalKind.RegenerationNotAllowed =>
            Member(refusal, NonField, ConfirmationPhrases.UnknownError),
        _ => Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
    };

    private static Fault OfTicket(Refusal refusal, ConfirmationRoute route)
    {
        if (route.IsLogin)
        {
            return new Fault(400, "wrong_confirmation") { Key = route.Confirmation, Text = ConfirmationPhrases.WrongConfirmation };
        }

        var text = route.Confirmation == "ephemeral_token" ? ConfirmationPhrases.DeadTicket : ConfirmationPhrases.NoConfirmation;
        var code = refusal.Kind == RefusalKind.TicketUnknown ? DoesNotExist : ErrorCode.Of(refusal.Kind);
        return Fault.Of(400, code, route.Confirmation, text);
    }

    private static Fault OfCode(Refusal refusal, ConfirmationRoute route) => route.CodeIsProof
        ? Member(refusal, "code", ConfirmationPhrases.BadCode)
        : Fault.Of(400, "failed_to_confirm", NonField, ConfirmationPhrases.FailedToConfirm);

    private static Fault OfConfig(Refusal refusal, ConfirmationRoute route) => (refusal.Kind, refusal.Field) switch
    {
        (RefusalKind.MethodNotEnrolled, "id") when route.HasConfigInPath => Faults.NotFound,
        (RefusalKind.MethodNotEnrolled, "confirmation_id") => Fault.Of(400, WrongConfig, NonField, ConfirmationPhrases.WrongConfig),
        (RefusalKind.MethodNotEnrolled, null) => Fault.Of(400, "unknown_error", NonField, ConfirmationPhrases.UnknownError),
        (RefusalKind.MethodNotActive, var field) =>
            Fault.Of(400, WrongConfig, field ?? route.Confirmation, ConfirmationPhrases.UnavailableConfig),
        (RefusalKind.EnrolmentAmbiguous, _) => Member(refusal, refusal.Field ?? "id", FieldPhrases.Required),
        _ => Fault.Of(400, DoesNotExist, refusal.Field ?? "method_config_id", ConfirmationPhrases.NoSuchObject),
    };

    // A login has no members of a method: the address is the account's.
    private static string InConfig(Refusal refusal, ConfirmationRoute route) =>
        route.IsLogin || refusal.Field is null ? NonField : $"{route.Config}/{refusal.Field}";

    private static Fault Of(Refusal refusal, int status) => new(status, ErrorCode.Of(refusal.Kind));

    private static Fault Member(Refusal refusal, string name, Phrase text) => Fault.Of(400, ErrorCode.Of(refusal.Kind), name, text);
}
