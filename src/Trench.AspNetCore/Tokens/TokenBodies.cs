using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>The refresh token.</summary>
internal sealed record RefreshBody(Field Token) : IRequestBody<RefreshBody>
{
    public static IReadOnlyList<Member> Members { get; } = [new("refresh", "The refresh token.", IsRequired: true)];

    public static IValidator<RefreshBody> Validator { get; } = new Rules();

    public static RefreshBody Read(RequestFields fields) => new(fields["refresh"]);

    private sealed class Rules : AbstractValidator<RefreshBody>
    {
        public Rules() => RuleFor(body => body.Token).IsRequired("refresh");
    }
}

/// <summary>Any token.</summary>
internal sealed record VerifyBody(Field Token) : IRequestBody<VerifyBody>
{
    public static IReadOnlyList<Member> Members { get; } = [new("token", "An access or refresh token.", IsRequired: true)];

    public static IValidator<VerifyBody> Validator { get; } = new Rules();

    public static VerifyBody Read(RequestFields fields) => new(fields["token"]);

    private sealed class Rules : AbstractValidator<VerifyBody>
    {
        public Rules() => RuleFor(body => body.Token).IsRequired("token");
    }
}
