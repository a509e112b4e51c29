using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>User name and password.</summary>
internal sealed record LoginBody(Field UserName, Field Password, Field Device) : IRequestBody<LoginBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("username", "The user name.", IsRequired: true),
        new("password", "The password.", IsRequired: true),
        new("device_token", "What an earlier login from this device answered to remember_device."),
    ];

    public static IValidator<LoginBody> Validator { get; } = new Rules();

    public static LoginBody Read(RequestFields fields) => new(fields["username"], fields["password"], fields["device_token"]);

    private sealed class Rules : AbstractValidator<LoginBody>
    {
        public Rules()
        {
            RuleFor(body => body.UserName).IsRequired("username");
            RuleFor(body => body.Password).IsRequiredVerbatim("password");
            RuleFor(body => body.Device).MayBeBlank("device_token");
        }
    }
}

/// <summary>The ticket and the answer to it.</summary>
internal sealed record LoginCodeBody(Field Ticket, Field Code, Field Remember) : IRequestBody<LoginCodeBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("ephemeral_token", "The ticket of the first step.", IsRequired: true),
        new("code", "A code or backup code.", IsRequired: true),
        new("remember_device", "true to be remembered, where the settings allow it: the answer has a device_token."),
    ];

    public bool WantsRemembering => FlagField.Read(Remember) == true;

    public static IValidator<LoginCodeBody> Validator { get; } = new Rules();

    public static LoginCodeBody Read(RequestFields fields) => new(fields["ephemeral_token"], fields["code"], fields["remember_device"]);

    private sealed class Rules : AbstractValidator<LoginCodeBody>
    {
        public Rules()
        {
            // No length: a ticket of any other shape is a dead ticket.
            RuleFor(body => body.Ticket).IsRequired("ephemeral_token");
            RuleFor(body => body.Code).IsRequired("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Remember).MayBeFlag("remember_device");
        }
    }
}

/// <summary>The ticket, and through which method the code is to come.</summary>
internal sealed record LoginResendBody(Field Ticket, Field Method, Field Id) : IRequestBody<LoginResendBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("ephemeral_token", "The ticket of the first step.", IsRequired: true),
        new("method", "Another of the user's methods; without it the one asked."),
        new("id", "The enrolment, where the method has several."),
    ];

    public static IValidator<LoginResendBody> Validator { get; } = new Rules();

    public static LoginResendBody Read(RequestFields fields) => new(fields["ephemeral_token"], fields["method"], fields["id"]);

    private sealed class Rules : AbstractValidator<LoginResendBody>
    {
        public Rules()
        {
            RuleFor(body => body.Ticket).IsRequired("ephemeral_token");
            RuleFor(body => body.Method).IsOptional("method");
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}
