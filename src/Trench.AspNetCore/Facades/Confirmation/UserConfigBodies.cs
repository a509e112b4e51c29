using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>A config to make.</summary>
internal sealed record CreateConfigBody(Field MethodConfig, Field Config, Field IsActive, Field IsDefault, Field Title, Field Code)
    : IRequestBody<CreateConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("method_config_id", "The method.", IsRequired: true),
        ConfirmationMembers.Config,
        ConfirmationMembers.IsActive,
        ConfirmationMembers.IsDefault,
        ConfirmationMembers.Title,
        ConfirmationMembers.Code,
    ];

    public static IValidator<CreateConfigBody> Validator { get; } = new Rules();

    public UserConfigInput Input =>
        ConfigInput.Of(Config, IsActive, IsDefault, Title, Code) with { MethodConfigId = MethodConfig.Required };

    public static CreateConfigBody Read(RequestFields fields) => new(
        fields["method_config_id"], fields["config"], fields["is_active"], fields["is_default"], fields["title"], fields["code"]);

    private sealed class Rules : AbstractValidator<CreateConfigBody>
    {
        public Rules()
        {
            RuleFor(body => body.MethodConfig).IsRequired("method_config_id");
            RuleFor(body => body.Config).IsRequiredObject("config");
            RuleFor(body => body.IsActive).IsRequiredFlag("is_active");
            RuleFor(body => body.IsDefault).IsRequiredFlag("is_default");
            RuleFor(body => body.Title).MayBeBlank("title");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>What a config is to be.</summary>
internal sealed record UpdateConfigBody(string Id, Field Config, Field IsActive, Field IsDefault, Field Title, Field Code)
    : IRequestBody<UpdateConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        ConfirmationMembers.Config,
        ConfirmationMembers.IsActive,
        ConfirmationMembers.IsDefault,
        ConfirmationMembers.Title,
        ConfirmationMembers.Code,
    ];

    public static IValidator<UpdateConfigBody> Validator { get; } = new Rules();

    public UserConfigInput Input => ConfigInput.Of(Config, IsActive, IsDefault, Title, Code);

    public static UpdateConfigBody Read(RequestFields fields) => new(
        fields.Route("id"), fields["config"], fields["is_active"], fields["is_default"], fields["title"], fields["code"]);

    private sealed class Rules : AbstractValidator<UpdateConfigBody>
    {
        public Rules()
        {
            RuleFor(body => body.Config).IsRequiredObject("config");
            RuleFor(body => body.IsActive).IsRequiredFlag("is_active");
            RuleFor(body => body.IsDefault).IsRequiredFlag("is_default");
            RuleFor(body => body.Title).MayBeBlank("title");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>A config to prove, by the confirmation that was made for it.</summary>
internal sealed record ConfirmConfigBody(Field Id, Field Confirmation, Field Data) : IRequestBody<ConfirmConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("id", "The config.", IsRequired: true),
        new("confirmation_id", "The confirmation that was made for it.", IsRequired: true),
        ConfirmationMembers.Answer,
    ];

    public static IValidator<ConfirmConfigBody> Validator { get; } = new Rules();

    public string Code => AnswerField.CodeOf(Data);

    public static ConfirmConfigBody Read(RequestFields fields) => new(fields["id"], fields["confirmation_id"], fields["data"]);

    private sealed class Rules : AbstractValidator<ConfirmConfigBody>
    {
        public Rules()
        {
            RuleFor(body => body.Id).IsRequired("id");
            RuleFor(body => body.Confirmation).IsRequired("confirmation_id");
            RuleFor(body => body.Data).HoldsAnswer("data");
        }
    }
}

/// <summary>A config to remove.</summary>
internal sealed record DestroyConfigBody(string Id, Field Code) : IRequestBody<DestroyConfigBody>
{
    public static IReadOnlyList<Member> Members { get; } = [ConfirmationMembers.Code];

    public static IValidator<DestroyConfigBody> Validator { get; } = new Rules();

    public static DestroyConfigBody Read(RequestFields fields) => new(fields.Route("id"), fields["code"]);

    private sealed class Rules : AbstractValidator<DestroyConfigBody>
    {
        public Rules() => RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
    }
}

/// <summary>What the bodies of configs have in common.</summary>
internal static class ConfigInput
{
    public static UserConfigInput Of(Field config, Field isActive, Field isDefault, Field title, Field code) => new(
        ObjectField.GivenTexts(config),
        FlagField.Read(isActive) == true,
        FlagField.Read(isDefault) == true)
    {
        Title = title.Text,
        Code = code.Text,
    };
}
