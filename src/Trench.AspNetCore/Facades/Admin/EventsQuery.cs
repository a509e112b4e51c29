using System.Globalization;
using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Which events are asked for, and from which one on.</summary>
internal sealed record EventsQuery(Field User, Field Name, Field Before, Field Limit) : IRequestBody<EventsQuery>
{
    private const int Page = 50;
    private const int LargestPage = 200;

    public static IReadOnlyList<Member> Members { get; } =
    [
        new("user", "The id of the user they concern."),
        new("name", "The name of the event, for instance method.activated."),
        new("before", "The id of the last event of the page before."),
        new("limit", "How many at most: 1 to 200, by default 50."),
    ];

    public static IValidator<EventsQuery> Validator { get; } = new Rules();

    public EventFilter Filter => new(User.Text, LimitOf(Limit) ?? Page) { Name = Name.Text, BeforeId = Before.Text };

    public static EventsQuery Read(RequestFields fields) => new(fields["user"], fields["name"], fields["before"], fields["limit"]);

    private static int? LimitOf(Field field) =>
        int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestPage
            ? limit
            : null;

    private sealed class Rules : AbstractValidator<EventsQuery>
    {
        public Rules()
        {
            RuleFor(query => query.User).IsOptional("user");
            RuleFor(query => query.Name).IsOptional("name");
            RuleFor(query => query.Before).IsOptional("before");
            RuleFor(query => query.Limit).Must(limit => limit.Kind == FieldKind.Absent || LimitOf(limit) is not null)
                .OverridePropertyName("limit").WithMessage(FieldPhrases.Invalid);
        }
    }
}
