using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>
/// A request to the token endpoint. RFC 6749 section 3.2: a parameter without a value counts as left out, an unknown one is ignored.
/// </summary>
internal sealed record GrantBody(string Authorization, IReadOnlyDictionary<string, Field> All) : IRequestBody<GrantBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("grant_type", "password or refresh_token.", IsRequired: true),
        new("username", "The user name, for a password."),
        new("password", "The password."),
        .. DeuxMembers.SecondFactor,
        new("refresh_token", "The refresh token, for another pair."),
        new("scope", "What is asked for, space separated; without it everything the client may have."),
        new("client_id", "The client, where it is not in the header."),
        new("client_secret", "Its secret."),
    ];

    public static IValidator<GrantBody> Validator { get; } = new Rules();

    public string? GrantType => this["grant_type"];

    public string? UserName => this["username"];

    public string? Password => this["password"];

    public string? Code => this["mfa_code"];

    public string? BackupCode => this["backup_code"];

    public string? RefreshToken => this["refresh_token"];

    public string? Scope => this["scope"];

    public string? ClientId => this["client_id"];

    public string? ClientSecret => this["client_secret"];

    private string? this[string name] => All.GetValueOrDefault(name).Text is { Length: > 0 } text ? text : null;

    public static GrantBody Read(RequestFields fields) => new(fields.Authorization, fields.All);

    /// <summary>Hides the credentials.</summary>
    public override string ToString() => "***";

    // What is missing depends on the client and the grant, and is told when those are known.
    private sealed class Rules : AbstractValidator<GrantBody>
    {
        public Rules() => RuleFor(body => body.All).Custom((all, context) =>
        {
            foreach (var member in Members)
            {
                context.Refuse(member.Name, FieldRules.FaultOfParameter(all.GetValueOrDefault(member.Name)));
            }
        });
    }
}
