using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Somebody named by the path alone.</summary>
internal sealed record UserPath(string User) : IRequestBody<UserPath>
{
    public static IReadOnlyList<Member> Members { get; } = [];

    public static IValidator<UserPath> Validator { get; } = new Rules();

    public static UserPath Read(RequestFields fields) => new(fields.Route("user"));

    private sealed class Rules : AbstractValidator<UserPath>
    {
        public Rules() => RuleFor(body => body.User).IsStorable("user");
    }
}

/// <summary>One enrolment to remove, and why.</summary>
internal sealed record RemoveBody(string User, string Enrolment, Field Reason, Field Code) : IRequestBody<RemoveBody>
{
    public static IReadOnlyList<Member> Members { get; } = [AdminMembers.Reason, AdminMembers.Code];

    public static IValidator<RemoveBody> Validator { get; } = new Rules();

    public AdminRequest Request => new(User, Reason.Text, Code.Text);

    public static RemoveBody Read(RequestFields fields) =>
        new(fields.Route("user"), fields.Route("enrolment"), fields["reason"], fields["code"]);

    private sealed class Rules : AbstractValidator<RemoveBody>
    {
        public Rules()
        {
            RuleFor(body => body.User).IsStorable("user");
            RuleFor(body => body.Enrolment).IsStorable("enrolment");
            RuleFor(body => body.Reason).IsRequired("reason", AdminMembers.LongestReason);
            RuleFor(body => body.Reason).IsOneLine("reason");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>Somebody who loses all methods, and why.</summary>
internal sealed record ResetBody(string User, Field Reason, Field Code) : IRequestBody<ResetBody>
{
    public static IReadOnlyList<Member> Members { get; } = [AdminMembers.Reason, AdminMembers.Code];

    public static IValidator<ResetBody> Validator { get; } = new Rules();

    public AdminRequest Request => new(User, Reason.Text, Code.Text);

    public static ResetBody Read(RequestFields fields) => new(fields.Route("user"), fields["reason"], fields["code"]);

    private sealed class Rules : AbstractValidator<ResetBody>
    {
        public Rules()
        {
            RuleFor(body => body.User).IsStorable("user");
            RuleFor(body => body.Reason).IsRequired("reason", AdminMembers.LongestReason);
            RuleFor(body => body.Reason).IsOneLine("reason");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>Somebody who may no longer sign in, or may again.</summary>
internal sealed record SwitchBody(string User, Field Reason, Field Code) : IRequestBody<SwitchBody>
{
    public static IReadOnlyList<Member> Members { get; } = [AdminMembers.Reason with { IsRequired = false }, AdminMembers.Code];

    public static IValidator<SwitchBody> Validator { get; } = new Rules();

    public AdminRequest Request => new(User, Reason.Text, Code.Text);

    public static SwitchBody Read(RequestFields fields) => new(fields.Route("user"), fields["reason"], fields["code"]);

    private sealed class Rules : AbstractValidator<SwitchBody>
    {
        public Rules()
        {
            RuleFor(body => body.User).IsStorable("user");
            RuleFor(body => body.Reason).IsOptional("reason", AdminMembers.LongestReason);
            RuleFor(body => body.Reason).IsOneLine("reason");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}
