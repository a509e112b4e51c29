using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Which confirmations are asked for, and from which one on.</summary>
internal sealed record ConfirmationsQuery(Field User, Field Action, Field State, Field Before, Field Limit)
    : IRequestBody<ConfirmationsQuery>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("user", "The id of the user they ask."),
        new("action", "The action."),
        new("state", "open, answered, spent or closed."),
        new("before", "The id of the last one of the page before."),
        PageLimit.Member,
    ];

    public static IValidator<ConfirmationsQuery> Validator { get; } = new Rules();

    public ConfirmationFilter Filter => new(PageLimit.Of(Limit))
    {
        UserId = User.Text,
        Action = Action.Text,
        State = StateOf(State),
        BeforeId = Before.Text,
    };

    public static ConfirmationsQuery Read(RequestFields fields) =>
        new(fields["user"], fields["action"], fields["state"], fields["before"], fields["limit"]);

    private static ChallengeState? StateOf(Field field) =>
        MethodConfigAnswers.States.FirstOrDefault(state => state.Name == field.Text) is { Name: not null } named ? named.State : null;

    private sealed class Rules : AbstractValidator<ConfirmationsQuery>
    {
        public Rules()
        {
            RuleFor(query => query.User).IsOptional("user");
            RuleFor(query => query.Action).IsOptional("action");
            RuleFor(query => query.Before).IsOptional("before");
            RuleFor(query => query.State).Must(state => state.Kind == FieldKind.Absent || StateOf(state) is not null)
                .OverridePropertyName("state").WithMessage(FieldPhrases.Invalid);
            RuleFor(query => query.Limit).IsPageLimit();
        }
    }
}
