using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>User name and password, and in the second try the confirmation.</summary>
internal sealed record ConfirmedLoginBody(Field UserName, Field Password, Field Confirmation) : IRequestBody<ConfirmedLoginBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("username", "The user name.", IsRequired: true),
        new("password", "The password.", IsRequired: true),
        new("confirmation_id", "A confirmation of the action login; left out in the first try."),
    ];

    public static IValidator<ConfirmedLoginBody> Validator { get; } = new Rules();

    public static ConfirmedLoginBody Read(RequestFields fields) => new(fields["username"], fields["password"], fields["confirmation_id"]);

    private sealed class Rules : AbstractValidator<ConfirmedLoginBody>
    {
        public Rules()
        {
            RuleFor(body => body.UserName).IsRequired("username");
            RuleFor(body => body.Password).IsRequiredVerbatim("password");
            RuleFor(body => body.Confirmation).IsOptional("confirmation_id");
        }
    }
}
