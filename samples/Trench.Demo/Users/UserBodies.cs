using System.Globalization;
using FluentValidation;

namespace Trench.Demo;

/// <summary>POST /auth/users.</summary>
internal sealed record NewUserBody(string? Username, string? Password, string? Email, string? PhoneNumber, string? Language);

/// <summary>POST /auth/users/set_password.</summary>
internal sealed record NewPasswordBody(string? CurrentPassword, string? NewPassword);

/// <summary>DELETE /auth/users/me, where there is a body at all.</summary>
internal sealed record LeavingBody(string? Code);

/// <summary>A user as the API shows it.</summary>
internal sealed record UserBody(string Id, string Username, string? Email, string? PhoneNumber)
{
    public static UserBody Of(AppUser user) => new(user.Id, user.UserName ?? "", user.Email, user.PhoneNumber);
}

internal sealed class NewUserBodyValidator : AbstractValidator<NewUserBody>
{
    // Identity's default: names that look alike (Cyrillic, zero-width) cannot be registered.
    public const string NameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+";

    private const int LongestName = 150;

    public NewUserBodyValidator()
    {
        RuleFor(body => body.Username).Cascade(CascadeMode.Stop).Given()
            .MaximumLength(LongestName).Says(DemoPhrases.TooLong, LongestName)
            .Must(name => name is not null && name.All(NameCharacters.Contains)).Says(DemoPhrases.BadUserName);
        RuleFor(body => body.Password).NewPassword();
        RuleFor(body => body.Email).Must(email => email is null || Addresses.IsEmail(email)).Says(DemoPhrases.BadEmail);
        RuleFor(body => body.PhoneNumber).Must(phone => phone is null || Addresses.IsPhone(phone)).Says(DemoPhrases.BadPhone);
        RuleFor(body => body.Language).Must(language => language is null || Texts.Tag(language) is not null)
            .Says(DemoPhrases.BadLanguage);
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

internal sealed class LeavingBodyValidator : AbstractValidator<LeavingBody>;

internal static class BodyRules
{
    public const int ShortestPassword = 8;

    // Long enough for any passphrase, short enough that hashing costs the same for everyone.
    private const int LongestPassword = 512;

    public static IRuleBuilderOptions<T, string?> Given<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotNull().Says(DemoPhrases.Required)
        .NotEqual("").Says(DemoPhrases.Blank);

    public static void NewPassword<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop).Given()
        .MinimumLength(ShortestPassword).Says(DemoPhrases.TooShort, ShortestPassword)
        .MaximumLength(LongestPassword).Says(DemoPhrases.TooLong, LongestPassword);

    /// <summary>The sentence for people when the rule before it fails; in their language, so it travels as the phrase.</summary>
    public static IRuleBuilderOptions<T, string?> Says<T>(this IRuleBuilderOptions<T, string?> rule, string text, int? argument = null) =>
        rule.WithState(_ => new Phrase(text, argument?.ToString(CultureInfo.InvariantCulture)));
}
