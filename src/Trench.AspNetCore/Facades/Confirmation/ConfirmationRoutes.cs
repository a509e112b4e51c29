using static Trench.RefusalKind;

namespace Trench.AspNetCore;

/// <summary>The facade's table of routes: paths, what they answer, what they may refuse.</summary>
internal static class ConfirmationRoutes
{
    private static readonly Refusal[] DeadConfirmation = [TicketUnknown, TicketExpired, TicketUsed, TicketExhausted];
    private static readonly Refusal[] BadAnswer = [CodeMalformed, CodeWrong, Locked, Unavailable];
    private static readonly Refusal[] NotSent = [DeliveryFailed, DeliveryRefused, SendCooldown, Locked, Unavailable];
    private static readonly Refusal[] NotProven = [FreshProofRequired, CodeWrong, CodeMalformed, Locked, Unavailable];
    private static readonly Refusal[] BadTarget =
        [new Refusal(TargetRequired) { Field = "email" }, new Refusal(TargetInvalid) { Field = "email" }];

    private static readonly Refusal NoSuchConfig = new(MethodNotEnrolled) { Field = "id" };

    public static readonly ConfirmationRoute MethodConfigs = new(
        "method-config/list/active", "The methods that are offered.", ConfirmationTexts.MethodConfigs);

    public static readonly ConfirmationRoute Schemas = new(
        "method-config/schema/list", "What each method's configs hold, for forms.", ConfirmationTexts.Schemas);

    public static readonly ConfirmationRoute OwnList = new(
        "user-config/own/list", "The user's own configs.", ConfirmationTexts.UserConfigs);

    public static readonly ConfirmationRoute Create = new(
        "user-config/own/create", "Adds a config and asks for its proof.", ConfirmationTexts.Begun)
    {
        Config = "config",
        CodeIsProof = true,
        Refusals = [MethodUnknown, MethodAlreadyActive, LabelInvalid, .. BadTarget, .. NotProven, .. NotSent],
    };

    public static readonly ConfirmationRoute ConfirmOwn = new(
        "user-config/own/confirm", "Proves a config, or a change of it, by its own confirmation.", ConfirmationTexts.Confirmed)
    {
        Confirmation = "confirmation_id",
        Refusals =
        [
            NoSuchConfig,
            new Refusal(MethodNotEnrolled) { Field = "confirmation_id" },
            FreshProofRequired,
            .. DeadConfirmation,
            .. BadAnswer,
        ],
    };

    public static readonly ConfirmationRoute Update = new(
        "user-config/own/{id}/update",
        "Changes a config; what is significant holds when it is confirmed, and the old one until then.",
        ConfirmationTexts.Begun)
    {
        Config = "config",
        CodeIsProof = true,
        HasConfigInPath = true,
        Refusals = [NoSuchConfig, new Refusal(MethodNotActive) { Field = "id" }, LabelInvalid, .. BadTarget, .. NotProven, .. NotSent],
    };

    public static readonly ConfirmationRoute Destroy = new(
        "user-config/own/{id}/destroy", "Removes a config with its backup codes and confirmations.", new AnswerText(204, "It is gone."))
    {
        CodeIsProof = true,
        HasConfigInPath = true,
        Refusals = [NoSuchConfig, .. NotProven],
    };

    public static readonly ConfirmationRoute Request = new(
        "confirmation/request", "Asks for a confirmation, of a user's own config or of an address alone.", ConfirmationTexts.State)
    {
        Refusals =
        [
            MethodUnknown, MethodNotEnrolled, MethodNotActive, new Refusal(EnrolmentAmbiguous) { Field = "user_config_id" }, TicketUnknown,
            .. BadTarget, .. NotSent,
        ],
    };

    /// <summary>The same on behalf of a login that is under way: the ticket may be what is wrong.</summary>
    public static ConfirmationRoute RequestByTicket => Request with { Confirmation = "ephemeral_token" };

    public static readonly ConfirmationRoute Check = new(
        "confirmation/{uuid}/check", "How a confirmation stands.", ConfirmationTexts.State)
    {
        HasConfigInPath = true,
        Refusals = [NoSuchConfig],
    };

    public static readonly ConfirmationRoute Confirm = new("confirmation/confirm", "Answers a confirmation.", ConfirmationTexts.State)
    {
        Refusals = [MethodNotActive, .. DeadConfirmation, .. BadAnswer],
    };

    public static readonly ConfirmationRoute Use = new(
        "confirmation/use", "Spends an answered confirmation, once.", ConfirmationTexts.Used)
    {
        Refusals = [TicketUnknown],
    };

    public static readonly ConfirmationRoute Login = new(
        "login",
        "Checks user name and password, and a confirmation where the user has a config: tokens, or what may be asked.",
        ConfirmationTexts.Login)
    {
        Confirmation = "confirmation_id",
        IsLogin = true,
        Refusals = [WrongCredentials, AddressThrottled, TooManyChallenges, TicketUnknown, TargetRequired, TargetInvalid, Unavailable],
    };
}
