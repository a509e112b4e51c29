using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>A confirmation to ask for, of a user or of an address.</summary>
internal sealed record RequestConfirmationBody(Field MethodConfig, Field UserConfig, Field Data, Field Action, Field Ticket)
    : IRequestBody<RequestConfirmationBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("method_config_id", "The method; with a user config it must be that one's."),
        new("user_config_id", "The own config that is asked; without one a method is asked alone."),
        new("data", "The method's own members, such as the address to prove.", IsRequired: true) { Kind = MemberKind.Texts },
        new("action", "What is to be confirmed; confirm when it is left out, login with a ticket."),
        new("ephemeral_token", "The ticket of a login, where the user is not signed in yet."),
    ];

    public static IValidator<RequestConfirmationBody> Validator { get; } = new Rules();

    /// <summary>The action; <c>confirm</c> when none is named.</summary>
    public string ActionOrDefault => Action.Text ?? "confirm";

    public static RequestConfirmationBody Read(RequestFields fields) => new(
        fields["method_config_id"], fields["user_config_id"], fields["data"], fields["action"], fields["ephemeral_token"]);

    private sealed class Rules : AbstractValidator<RequestConfirmationBody>
    {
        public Rules()
        {
            RuleFor(body => body.MethodConfig).IsOptional("method_config_id");
            RuleFor(body => body.UserConfig).IsOptional("user_config_id");
            RuleFor(body => body.Data).IsRequiredObject("data");
            RuleFor(body => body.Action).IsOptional("action");
            RuleFor(body => body.Action).Must(action => action.Text is not { Length: > 0 } text || Confirmer.IsAction(text))
                .OverridePropertyName("action").WithMessage(FieldPhrases.Invalid);
            RuleFor(body => body.Ticket).IsOptional("ephemeral_token");
            RuleFor(body => body.Action).Must(action => action.Text is null or ConfirmationWords.Login)
                .When(body => body.Ticket.Kind == FieldKind.Text).OverridePropertyName("action").WithMessage(FieldPhrases.Invalid);
        }
    }
}

/// <summary>A confirmation named by the path.</summary>
internal sealed record CheckPath(string Id) : IRequestBody<CheckPath>
{
    public static IReadOnlyList<Member> Members { get; } = [];

    public static IValidator<CheckPath> Validator { get; } = new InlineValidator<CheckPath>();

    /// <summary>Whether it can be the id of a confirmation.</summary>
    public bool IsId => Guid.TryParseExact(Id, "D", out _);

    public static CheckPath Read(RequestFields fields) => new(fields.Route("uuid"));
}

/// <summary>An answer to a confirmation.</summary>
internal sealed record AnswerBody(Field Id, Field Data) : IRequestBody<AnswerBody>
{
    public static IReadOnlyList<Member> Members { get; } = [ConfirmationMembers.Id, ConfirmationMembers.Answer];

    public static IValidator<AnswerBody> Validator { get; } = new Rules();

    public string Code => AnswerField.CodeOf(Data);

    public static AnswerBody Read(RequestFields fields) => new(fields["id"], fields["data"]);

    private sealed class Rules : AbstractValidator<AnswerBody>
    {
        public Rules()
        {
            RuleFor(body => body.Id).IsRequired("id");
            RuleFor(body => body.Data).HoldsAnswer("data");
        }
    }
}

/// <summary>A confirmation to spend.</summary>
internal sealed record UseBody(Field Id, Field Action) : IRequestBody<UseBody>
{
    public static IReadOnlyList<Member> Members { get; } =
        [ConfirmationMembers.Id, new("action", "The action that was confirmed.", IsRequired: true)];

    public static IValidator<UseBody> Validator { get; } = new Rules();

    public static UseBody Read(RequestFields fields) => new(fields["id"], fields["action"]);

    private sealed class Rules : AbstractValidator<UseBody>
    {
        public Rules()
        {
            RuleFor(body => body.Id).IsRequired("id");
            RuleFor(body => body.Action).IsRequired("action");
        }
    }
}
