using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Which events are asked for, and from which one on.</summary>
internal sealed record EventsQuery(Field User, Field Name, Field Before, Field Limit) : IRequestBody<EventsQuery>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("user", "The id of the user they concern."),
        new("name", "The name of the event, for instance method.activated."),
        new("before", "The id of the last event of the page before."),
        PageLimit.Member,
    ];

    public static IValidator<EventsQuery> Validator { get; } = new Rules();

    public EventFilter Filter => new(User.Text, PageLimit.Of(Limit)) { Name = Name.Text, BeforeId = Before.Text };

    public static EventsQuery Read(RequestFields fields) => new(fields["user"], fields["name"], fields["before"], fields["limit"]);

    private sealed class Rules : AbstractValidator<EventsQuery>
    {
        public Rules()
        {
            RuleFor(query => query.User).IsOptional("user");
            RuleFor(query => query.Name).IsOptional("name");
            RuleFor(query => query.Before).IsOptional("before");
            RuleFor(query => query.Limit).IsPageLimit();
        }
    }
}
