using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>A method to offer once more.</summary>
internal sealed record AddConfigBody(Field Method, Field Title, Field Config, Field IsActive, Field IsDefault, Field Code)
    : IRequestBody<AddConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } =
        [new("method", "The name of a configured method.", IsRequired: true), .. MethodConfigMembers.Shared];

    public static IValidator<AddConfigBody> Validator { get; } = new Rules();

    public MethodConfigInput Input => MethodConfigMembers.Input(Title, Config, IsActive, IsDefault, Code) with { Method = Method.Required };

    public static AddConfigBody Read(RequestFields fields) => new(
        fields["method"], fields["title"], fields["config"], fields["is_active"], fields["is_default"], fields["code"]);

    private sealed class Rules : AbstractValidator<AddConfigBody>
    {
        public Rules()
        {
            RuleFor(body => body.Method).IsRequired("method");
            RuleFor(body => body.Title).MayBeBlank("title", MethodConfigMembers.LongestTitle);
            RuleFor(body => body.Title).IsOneLine("title");
            RuleFor(body => body.Config).IsRequiredObject("config");
            RuleFor(body => body.IsActive).IsRequiredFlag("is_active");
            RuleFor(body => body.IsDefault).IsRequiredFlag("is_default");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>What an offered method is to be.</summary>
internal sealed record ChangeConfigBody(string Id, Field Title, Field Config, Field IsActive, Field IsDefault, Field Code)
    : IRequestBody<ChangeConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } = MethodConfigMembers.Shared;

    public static IValidator<ChangeConfigBody> Validator { get; } = new Rules();

    public MethodConfigInput Input => MethodConfigMembers.Input(Title, Config, IsActive, IsDefault, Code);

    public static ChangeConfigBody Read(RequestFields fields) => new(
        fields.Route("id"), fields["title"], fields["config"], fields["is_active"], fields["is_default"], fields["code"]);

    private sealed class Rules : AbstractValidator<ChangeConfigBody>
    {
        public Rules()
        {
            RuleFor(body => body.Title).MayBeBlank("title", MethodConfigMembers.LongestTitle);
            RuleFor(body => body.Title).IsOneLine("title");
            RuleFor(body => body.Config).IsRequiredObject("config");
            RuleFor(body => body.IsActive).IsRequiredFlag("is_active");
            RuleFor(body => body.IsDefault).IsRequiredFlag("is_default");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>What the bodies of offered methods have in common.</summary>
internal static class MethodConfigMembers
{
    public const int LongestTitle = 1024;

    public static readonly IReadOnlyList<Member> Shared =
    [
        new("title", "What people read; empty where the method's own name will do."),
        new("config", "What it sets otherwise than the method, by the method's schema.", IsRequired: true) { Kind = MemberKind.Texts },
        new("is_active", "Whether it is offered.", IsRequired: true) { Kind = MemberKind.Flag },
        new("is_default", "True makes it the default, and no other is then.", IsRequired: true) { Kind = MemberKind.Flag },
        AdminMembers.Code,
    ];

    public static MethodConfigInput Input(Field title, Field config, Field isActive, Field isDefault, Field code) =>
        new(ObjectField.Texts(config), FlagField.Read(isActive) == true, FlagField.Read(isDefault) == true)
        {
            Title = title.Text ?? "",
            Code = code.Text,
        };
}
