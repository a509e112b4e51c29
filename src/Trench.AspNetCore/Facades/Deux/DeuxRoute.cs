namespace Trench.AspNetCore;

/// <summary>A route of the facade: its text, and under which members it says what is wrong.</summary>
internal sealed record DeuxRoute(string Pattern, string Summary, AnswerText Answer)
{
    /// <summary>What the flow behind it may refuse.</summary>
    public IReadOnlyList<RefusalKind> Refusals { get; init; } = [];

    /// <summary>What its endpoint refuses before any flow is asked.</summary>
    public IReadOnlyList<Fault> OwnFaults { get; init; } = [];

    /// <summary>The member under which a wrong code is told.</summary>
    public string CodeMember { get; init; } = "code";

    /// <summary>What is said of a wrong code.</summary>
    public string BadCode { get; init; } = DeuxPhrases.BadCode;

    /// <summary>The key under which it is told that nothing is enabled.</summary>
    public string NotEnabledKey { get; init; } = "detail";

    /// <summary>Whether the messages go to phones.</summary>
    public bool IsPhone { get; init; } = true;

    /// <summary>The route as the OpenAPI document tells it: its statuses are what the dialect makes of its refusals.</summary>
    public RouteText Text =>
        new(Pattern, Summary, Answer, [.. Refusals.Select(kind => DeuxDialect.Translate(new Refusal(kind), this)), .. OwnFaults]);

    /// <summary>The route for a login by backup code.</summary>
    public DeuxRoute ForBackupCode => this with { BadCode = DeuxPhrases.BadBackupCode };
}
