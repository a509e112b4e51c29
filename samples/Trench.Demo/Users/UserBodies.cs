using FluentValidation;

namespace Trench.Demo;

/// <summary>POST /auth/users.</summary>
internal sealed record NewUserBody(string? Username, string? Password, string? Email, string? PhoneNumber, string? Language);

/// <summary>POST /auth/users/set_password.</summary>
internal sealed record NewPasswordBody(string? CurrentPassword, string? NewPassword);

/// <summary>A user as the API shows it.</summary>
internal sealed record UserBody(string Id, string Username, string? Email, string? PhoneNumber)
{
    public static UserBody Of(AppUser user) => new(user.Id, user.UserName ?? "", user.Email, user.PhoneNumber);
}

internal sealed class NewUserBodyValidator : AbstractValidator<NewUserBody>
{
    // Identity's default: names that look alike (Cyrillic, zero-width) cannot be registered.
    public const string NameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+";

    public NewUserBodyValidator()
    {
        RuleFor(body => body.Username).Cascade(CascadeMode.Stop).Given()
            .MaximumLength(150).WithMessage("Ensure this field has no more than 150 characters.")
            .Must(name => name is not null && name.All(NameCharacters.Contains))
            .WithMessage("Enter letters, digits and . - _ @ + only.");
        RuleFor(body => body.Password).NewPassword();
        RuleFor(body => body.Email).Must(email => email is null || Addresses.IsEmail(email)).WithMessage("Enter a valid e-mail address.");
        RuleFor(body => body.PhoneNumber).Must(phone => phone is null || Addresses.IsPhone(phone))
            .WithMessage("Enter a phone number with its country, like +48 and nine digits, without spaces.");
        RuleFor(body => body.Language).Must(language => language is null || Texts.Tag(language) is not null)
            .WithMessage("Enter a language tag, like de or pt-BR.");
    }
}

internal sealed class NewPasswordBodyValidator : AbstractValidator<NewPasswordBody>
{
    public NewPasswordBodyValidator()
    {
        RuleFor(body => body.CurrentPassword).Given();
        RuleFor(body => body.NewPassword).NewPassword();
    }
}

internal static class BodyRules
{
    public const int ShortestPassword = 8;

    // Long enough for any passphrase, short enough that hashing costs the same for everyone.
    private const int LongestPassword = 512;

    public static IRuleBuilderOptions<T, string?> Given<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotNull().WithMessage("This field is required.")
        .NotEqual("").WithMessage("This field may not be blank.");

    public static void NewPassword<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop).Given()
        .MinimumLength(ShortestPassword).WithMessage($"Ensure this field has at least {ShortestPassword} characters.")
        .MaximumLength(LongestPassword).WithMessage($"Ensure this field has no more than {LongestPassword} characters.");
}
