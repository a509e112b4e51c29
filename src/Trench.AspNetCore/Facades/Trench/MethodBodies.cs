using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>The code that proves a new method.</summary>
internal sealed record ConfirmBody(string Method, Field Code, Field Id) : IRequestBody<ConfirmBody>
{
    public static IReadOnlyList<Member> Members { get; } = [new("code", "The method's code.", IsRequired: true), TrenchMembers.Id];

    public static IValidator<ConfirmBody> Validator { get; } = new Rules();

    public EnrolmentChoice Choice => new(Method, Id.Text);

    public static ConfirmBody Read(RequestFields fields) => new(fields.Route("method"), fields["code"], fields["id"]);

    private sealed class Rules : AbstractValidator<ConfirmBody>
    {
        public Rules()
        {
            RuleFor(body => body.Code).IsRequired("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}

/// <summary>A method to remove; whether a code is needed is a setting.</summary>
internal sealed record DeactivateBody(string Method, Field Code, Field Id, Field NewPrimary) : IRequestBody<DeactivateBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        TrenchMembers.Code,
        TrenchMembers.Id,
        new("new_primary_method", "What becomes primary when the primary one goes: a method's name, or an enrolment's id."),
    ];

    public static IValidator<DeactivateBody> Validator { get; } = new Rules();

    public EnrolmentChoice Choice => new(Method, Id.Text);

    public static DeactivateBody Read(RequestFields fields) =>
        new(fields.Route("method"), fields["code"], fields["id"], fields["new_primary_method"]);

    private sealed class Rules : AbstractValidator<DeactivateBody>
    {
        public Rules()
        {
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
            RuleFor(body => body.NewPrimary).IsOptional("new_primary_method");
        }
    }
}

/// <summary>A method whose backup codes are to be replaced; whether a code is needed is a setting.</summary>
internal sealed record RegenerateBody(string Method, Field Code, Field Id) : IRequestBody<RegenerateBody>
{
    public static IReadOnlyList<Member> Members { get; } = [TrenchMembers.Code, TrenchMembers.Id];

    public static IValidator<RegenerateBody> Validator { get; } = new Rules();

    public EnrolmentChoice Choice => new(Method, Id.Text);

    public static RegenerateBody Read(RequestFields fields) => new(fields.Route("method"), fields["code"], fields["id"]);

    private sealed class Rules : AbstractValidator<RegenerateBody>
    {
        public Rules()
        {
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
            RuleFor(body => body.Id).IsOptional("id");
        }
    }
}

/// <summary>Members that several bodies share.</summary>
internal static class TrenchMembers
{
    public static readonly Member Code = new("code", "A code or backup code of the method; needed unless the settings say otherwise.");

    public static readonly Member Id = new("id", "The enrolment, where the method has several.");

    public static readonly Member Method = new("method", "The method's name.", IsRequired: true);
}
