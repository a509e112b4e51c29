using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Regenerate in django-trench 0.2: the method's name is in the body.</summary>
internal sealed record RegenerateNamedBody(Field Method, Field Code, Field Id) : IRequestBody<RegenerateNamedBody>
{
    public static IReadOnlyList<Member> Members { get; } = [TrenchMembers.Method, TrenchMembers.Code, TrenchMembers.Id];

    public static IValidator<RegenerateNamedBody> Validator { get; } = new Rules();

    public EnrolmentChoice Choice => new(Method.Required, Id.Text);

    public static RegenerateNamedBody Read(RequestFields fields) => new(fields["method"], fields["code"], fields["id"]);

    private sealed class Rules : AbstractValidator<RegenerateNamedBody>
    {
        public Rules()
        {
            RuleFor(body => body.Method).IsRequired("method");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}

/// <summary>The method that is to send a code; without one the primary.</summary>
internal sealed record RequestCodeBody(Field Method, Field Id) : IRequestBody<RequestCodeBody>
{
    public static IReadOnlyList<Member> Members { get; } = [new("method", "The method; without it the primary one."), TrenchMembers.Id];

    public static IValidator<RequestCodeBody> Validator { get; } = new Rules();

    public static RequestCodeBody Read(RequestFields fields) => new(fields["method"], fields["id"]);

    private sealed class Rules : AbstractValidator<RequestCodeBody>
    {
        public Rules()
        {
            RuleFor(body => body.Method).IsOptional("method");
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}

/// <summary>The method that is to become primary, with its code or one of the current primary.</summary>
internal sealed record ChangePrimaryBody(Field Method, Field Code, Field Id) : IRequestBody<ChangePrimaryBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        TrenchMembers.Method,
        new("code", "A code or backup code of this method or of the current primary one.", IsRequired: true),
        TrenchMembers.Id,
    ];

    public static IValidator<ChangePrimaryBody> Validator { get; } = new Rules();

    public EnrolmentChoice Choice => new(Method.Required, Id.Text);

    public static ChangePrimaryBody Read(RequestFields fields) => new(fields["method"], fields["code"], fields["id"]);

    private sealed class Rules : AbstractValidator<ChangePrimaryBody>
    {
        public Rules()
        {
            RuleFor(body => body.Method).IsRequired("method");
            RuleFor(body => body.Code).IsRequired("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}
