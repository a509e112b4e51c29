using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>User name and password.</summary>
internal sealed record GetCodeBody(Field UserName, Field Password) : IRequestBody<GetCodeBody>
{
    public static IReadOnlyList<Member> Members { get; } =
        [new("username", "The user name.", IsRequired: true), new("password", "The password.", IsRequired: true)];

    public static IValidator<GetCodeBody> Validator { get; } = new Rules();

    public static GetCodeBody Read(RequestFields fields) => new(fields["username"], fields["password"]);

    private sealed class Rules : AbstractValidator<GetCodeBody>
    {
        public Rules()
        {
            RuleFor(body => body.UserName).IsRequired("username");
            RuleFor(body => body.Password).IsRequiredVerbatim("password");
        }
    }
}

/// <summary>The code token and the answer to it.</summary>
internal sealed record AuthBody(Field CodeToken, Field Code) : IRequestBody<AuthBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("code_token", "The code token.", IsRequired: true),
        new("code", "The code that was sent, or one of the app; a backup code too.", IsRequired: true),
    ];

    public static IValidator<AuthBody> Validator { get; } = new Rules();

    public static AuthBody Read(RequestFields fields) => new(fields["code_token"], fields["code"]);

    private sealed class Rules : AbstractValidator<AuthBody>
    {
        public Rules()
        {
            RuleFor(body => body.CodeToken).IsRequired("code_token");
            RuleFor(body => body.Code).IsRequired("code", AnswerShape.LongestRaw);
        }
    }
}

/// <summary>The app's code that proves its secret.</summary>
internal sealed record TotpConfirmBody(Field Code) : IRequestBody<TotpConfirmBody>
{
    public static IReadOnlyList<Member> Members { get; } = [new("code", "The code that the app shows.", IsRequired: true)];

    public static IValidator<TotpConfirmBody> Validator { get; } = new Rules();

    public static TotpConfirmBody Read(RequestFields fields) => new(fields["code"]);

    private sealed class Rules : AbstractValidator<TotpConfirmBody>
    {
        public Rules() => RuleFor(body => body.Code).IsRequired("code", AnswerShape.LongestRaw);
    }
}

/// <summary>What proves a change where the session has no fresh proof.</summary>
internal sealed record TotpSetupBody(Field Code) : IRequestBody<TotpSetupBody>
{
    public static readonly Member Proof = new("code", "A code of an active method, where the session has no fresh proof.");

    public static IReadOnlyList<Member> Members { get; } = [Proof];

    public static IValidator<TotpSetupBody> Validator { get; } = new Rules();

    public static TotpSetupBody Read(RequestFields fields) => new(fields["code"]);

    private sealed class Rules : AbstractValidator<TotpSetupBody>
    {
        public Rules() => RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
    }
}

/// <summary>The method that the user prefers.</summary>
internal sealed record PreferenceBody(Field Method, Field Code) : IRequestBody<PreferenceBody>
{
    public static IReadOnlyList<Member> Members { get; } =
        [new("method", "One of code-sender, totp and no-2fa.", IsRequired: true), TotpSetupBody.Proof];

    public static IValidator<PreferenceBody> Validator { get; } = new Rules();

    public static PreferenceBody Read(RequestFields fields) => new(fields["method"], fields["code"]);

    private sealed class Rules : AbstractValidator<PreferenceBody>
    {
        private const int LongestEcho = 32;

        public Rules()
        {
            RuleFor(body => body.Method).Cascade(CascadeMode.Stop).Custom((field, context) => context.Refuse("method", FaultOf(field)));
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }

        // Django REST framework repeats the value, and finds the empty one a wrong choice too.
        private static Phrase? FaultOf(Field field) => field switch
        {
            { Kind: FieldKind.Absent } => FieldPhrases.Required,
            { Kind: FieldKind.Null } => FieldPhrases.Null,
            { Text: { } text } when TwoFactorMethods.All.Contains(text) => null,
            { Text: { Length: <= LongestEcho } text } when text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') =>
                new Phrase(CodeTokenPhrases.NotAChoice, text),
            _ => CodeTokenPhrases.NoSuchChoice,
        };
    }
}
