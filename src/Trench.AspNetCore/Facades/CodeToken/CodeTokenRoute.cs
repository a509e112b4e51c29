namespace Trench.AspNetCore;

/// <summary>A route of the facade: its text, and what the dialect must know of it.</summary>
internal sealed record CodeTokenRoute(string Pattern, string Summary, AnswerText Answer)
{
    /// <summary>What the flow behind it may refuse.</summary>
    public IReadOnlyList<RefusalKind> Refusals { get; init; } = [];

    /// <summary>Whether the first step of a login is behind it.</summary>
    public bool IsFirstStep { get; init; }

    /// <summary>What a wrong code is called.</summary>
    public string WrongCode { get; init; } = CodeTokenPhrases.WrongCredentials;

    /// <summary>What it is called that the user does not have the method meant.</summary>
    public string NoMethod { get; init; } = CodeTokenPhrases.NoTotpSecret;

    /// <summary>The route when the user asked for this kind of methods.</summary>
    public CodeTokenRoute Of(string kind) => kind == TwoFactorMethods.Totp ? this : this with { NoMethod = CodeTokenPhrases.NoOwnAddress };

    /// <summary>The route as the OpenAPI document tells it: its statuses are what the dialect makes of its refusals.</summary>
    public RouteText Text => new(Pattern, Summary, Answer, [.. Refusals.Select(kind => CodeTokenDialect.Translate(new Refusal(kind), this))]);
}
