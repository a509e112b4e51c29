using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Where a method's codes are to go. Which members count is the method's business, so all that are text are handed on.</summary>
internal sealed record DeuxRequestBody(string Method, Field Phone, Field Code, IReadOnlyDictionary<string, Field> All)
    : IRequestBody<DeuxRequestBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new(DeuxPhone.Member, "The number, 7 to 15 digits without a plus; needed by methods that send to phones."),
        new("email", "The address, by e-mail; without it the user's own."),
        DeuxMembers.Code,
    ];

    public static IValidator<DeuxRequestBody> Validator { get; } = new Rules();

    /// <summary>The members that are text.</summary>
    public Dictionary<string, string> Texts =>
        All.Where(member => member.Value.Text is { } text && !text.Contains('\0', StringComparison.Ordinal))
            .ToDictionary(member => member.Key, member => member.Value.Required);

    public static DeuxRequestBody Read(RequestFields fields) =>
        new(fields.Route("method"), fields[DeuxPhone.Member], fields["code"], fields.All);

    private sealed class Rules : AbstractValidator<DeuxRequestBody>
    {
        public Rules() => RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
    }
}

/// <summary>The code that proves a new method.</summary>
internal sealed record DeuxVerifyBody(string Method, Field Code, Field Id) : IRequestBody<DeuxVerifyBody>
{
    public static IReadOnlyList<Member> Members { get; } =
        [new("mfa_code", "The code that was sent.", IsRequired: true), new("id", "The enrolment, where several wait for their code.")];

    public static IValidator<DeuxVerifyBody> Validator { get; } = new Rules();

    public static DeuxVerifyBody Read(RequestFields fields) => new(fields.Route("method"), fields["mfa_code"], fields["id"]);

    private sealed class Rules : AbstractValidator<DeuxVerifyBody>
    {
        public Rules()
        {
            RuleFor(body => body.Code).IsRequired("mfa_code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}

/// <summary>The proof that everything may go.</summary>
internal sealed record DeuxDisableBody(Field Code) : IRequestBody<DeuxDisableBody>
{
    public static IReadOnlyList<Member> Members { get; } = [DeuxMembers.Code];

    public static IValidator<DeuxDisableBody> Validator { get; } = new Rules();

    public static DeuxDisableBody Read(RequestFields fields) => new(fields["code"]);

    private sealed class Rules : AbstractValidator<DeuxDisableBody>
    {
        public Rules() => RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
    }
}

/// <summary>User name and password, and where there is one the second factor.</summary>
internal sealed record DeuxLoginBody(Field UserName, Field Password, Field Code, Field BackupCode) : IRequestBody<DeuxLoginBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("username", "The user name.", IsRequired: true),
        new("password", "The password.", IsRequired: true),
        .. DeuxMembers.SecondFactor,
    ];

    public static IValidator<DeuxLoginBody> Validator { get; } = new Rules();

    public static DeuxLoginBody Read(RequestFields fields) =>
        new(fields["username"], fields["password"], fields["mfa_code"], fields["backup_code"]);

    private sealed class Rules : AbstractValidator<DeuxLoginBody>
    {
        public Rules()
        {
            RuleFor(body => body.UserName).IsRequired("username");
            RuleFor(body => body.Password).IsRequiredVerbatim("password");
            RuleFor(body => body.Code).IsOptional("mfa_code", AnswerShape.LongestRaw);
            RuleFor(body => body.BackupCode).IsOptional("backup_code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>Members that several bodies share.</summary>
internal static class DeuxMembers
{
    public static readonly Member Code =
        new("code", "A code or backup code of an active method, where the session has no fresh proof.");

    public static readonly IReadOnlyList<Member> SecondFactor =
        [new("mfa_code", "A code of any active method."), new("backup_code", "A backup code, in place of a code.")];
}
